#include "io/survey_columns.h"

#include "io/osm_tags.h"
#include "io/source_text.h"
#include "io/survey_codes.h"

#include <fmt/format.h>

#include <limits>

namespace kreisblick::io {
namespace {

/// Puts words where codes were; returns how many.
std::size_t read_codes(geo::FeatureTable& buildings, const char* name, std::string (*word_of)(std::string_view)) {
    geo::Column* column = buildings.find(name);
    if (!column || !column->is_text()) return 0;
    std::vector<std::string> stated = column->texts;
    std::size_t count = 0;
    for (std::string& text : column->texts) {
        std::string word = word_of(text);
        if (word != text) text = std::move(word), ++count;
    }
    if (count > 0) buildings.column(std::string(name) + "_stated", geo::ColumnType::Text).texts = std::move(stated);
    return count;
}

/// Where the house number begins: at the first digit behind a blank; npos without one.
std::size_t number_start(std::string_view street) {
    for (std::size_t at = 1; at < street.size(); ++at)
        if (street[at] >= '0' && street[at] <= '9' && street[at - 1] == ' ') return at;
    return std::string_view::npos;
}

/// Of several addresses in one text the first counts.
std::string_view first_address(std::string_view text) { return trimmed(text.substr(0, text.find_first_of(",;|\n"))); }

std::size_t read_house_numbers(geo::FeatureTable& buildings) {
    if (!buildings.find("street")) return 0;
    std::size_t count = 0;
    std::vector<std::string>& numbers = buildings.column("house_number", geo::ColumnType::Text).texts;
    std::vector<std::string>& streets = buildings.find("street")->texts;
    for (std::size_t row = 0; row < buildings.size(); ++row) {
        const std::string_view address = first_address(streets[row]);
        const std::size_t start = number_start(address);
        if (!numbers[row].empty() || start == std::string_view::npos) continue;
        numbers[row] = std::string(trimmed(address.substr(start)));
        streets[row] = std::string(trimmed(address.substr(0, start)));
        ++count;
    }
    return count;
}

void forget_years_of_0(geo::FeatureTable& buildings) {
    geo::Column* years = buildings.find("year");
    if (!years || years->is_text()) return;
    for (double& year : years->numbers)
        if (year == 0) year = std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

void read_years(const ColumnMapping& mapping, std::vector<geo::Column>& columns) {
    for (const auto& [field, index] : mapping.fields) {
        if (field != "year" || !columns[index].is_text()) continue;
        for (std::string& text : columns[index].texts)
            if (const auto year = number_in(text) ? std::nullopt : year_in(text)) text = std::to_string(*year);
    }
}

std::vector<std::string> read_survey_columns(geo::FeatureTable& buildings) {
    std::vector<std::string> notes;
    const auto tell = [&](std::size_t count, const char* what) {
        if (count > 0) notes.push_back(fmt::format("{} {} {}.", count, count == 1 ? "building" : "buildings", what));
    };
    tell(read_codes(buildings, "use", building_use_word), "had a function of the survey's list, read as a use");
    tell(read_codes(buildings, "roof_shape", roof_shape_word), "had a roof of the survey's list, read as a shape");
    tell(read_house_numbers(buildings), "had street and house number in one text, now apart");
    forget_years_of_0(buildings);
    return notes;
}

}  // namespace kreisblick::io
