#include "potentials/turbine_tables.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>

namespace kreisblick::potentials {
namespace {

constexpr double k_most_kw = 20'000;

std::optional<double> number_in(const std::string& text) {
    double value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    return fault == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// A wind speed that a column is named by.
std::optional<double> speed_of(const geo::Column& column) {
    const auto speed = column.is_text() ? std::nullopt : number_in(column.name);
    return speed && *speed >= 0 && *speed <= 60 ? speed : std::nullopt;
}

std::string id_in(const geo::FeatureTable& table, std::size_t row) {
    for (const char* name : {"turbine", "turbine_type", "id"})
        if (const std::string id = table.text(row, name); !id.empty()) return id;
    return {};
}

void take_size(model::Turbine& turbine, const geo::FeatureTable& table, std::size_t row) {
    const auto take = [&](const char* name, double& to) {
        if (const double value = table.number(row, name); value > 0) to = value;
    };
    take("rotor_m", turbine.rotor_m);
    take("rated_kw", turbine.rated_kw);
    take("hub_m", turbine.hub_m);
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// The first column whose name holds one of the words; none where there is none.
const geo::Column* named(const std::vector<const geo::Column*>& columns, std::initializer_list<const char*> words) {
    for (const geo::Column* column : columns)
        for (const char* word : words)
            if (lower(column->name).find(word) != std::string::npos) return column;
    return nullptr;
}

}  // namespace

void settle_power(model::Turbine& turbine) {
    const auto highest = [&] {
        double power = 0;
        for (const model::CurvePoint& point : turbine.curve)
            power = std::isfinite(point.power_kw) ? std::max(power, point.power_kw) : power;
        return power;
    };
    if (highest() > k_most_kw)
        for (model::CurvePoint& point : turbine.curve) point.power_kw /= 1000;
    if (turbine.rated_kw <= 0) turbine.rated_kw = highest();
}

std::vector<model::Turbine> turbines_of_table(const geo::FeatureTable& table) {
    std::map<std::string, model::Turbine> turbines;
    for (std::size_t row = 0; row < table.size(); ++row) {
        const std::string id = id_in(table, row);
        if (id.empty()) continue;
        model::Turbine& turbine = turbines[id];
        turbine.id = id;
        turbine.title = {id, id};
        take_size(turbine, table, row);
        if (table.find("speed") && table.find("power")) turbine.curve.push_back({table.number(row, "speed"), table.number(row, "power")});
        for (const geo::Column& column : table.columns())
            if (const auto speed = speed_of(column); speed && std::isfinite(column.numbers[row]))
                turbine.curve.push_back({*speed, column.numbers[row]});
    }
    std::vector<model::Turbine> result;
    for (auto& [id, turbine] : turbines) {
        settle_power(turbine);
        if (!turbine.curve.empty()) result.push_back(std::move(turbine));
    }
    return result;
}

core::Result<model::Turbine> turbine_of_points(const std::string& id, const std::vector<geo::Column>& columns) {
    std::vector<const geo::Column*> numbers;
    for (const geo::Column& column : columns)
        if (!column.is_text()) numbers.push_back(&column);
    if (numbers.size() < 2) return core::fail("the power curve {} needs two columns of numbers: speed in m/s and power in kW", id);
    const geo::Column *speed = named(numbers, {"speed", "wind", "geschw", "m/s"}), *power = named(numbers, {"power", "leistung", "kw"});
    if (!speed || !power || speed == power) speed = numbers[0], power = numbers[1];
    model::Turbine turbine;
    turbine.id = id;
    turbine.title = {id, id};
    // A file without a heading has its first point there.
    if (const auto first_speed = number_in(speed->name), first_power = number_in(power->name); first_speed && first_power)
        turbine.curve.push_back({*first_speed, *first_power});
    for (std::size_t row = 0; row < speed->size(); ++row) turbine.curve.push_back({speed->numbers[row], power->numbers[row]});
    settle_power(turbine);
    return turbine;
}

}  // namespace kreisblick::potentials
