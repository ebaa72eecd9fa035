#include "potentials/wind_field.h"

#include "geo/cell_mask.h"
#include "geo/sampling.h"
#include "potentials/topographic_position.h"
#include "potentials/wind_speed.h"
#include "potentials/wind_terrain.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <map>
#include <optional>

namespace kreisblick::potentials {
namespace {

constexpr const char* k_dataset = "wind_speed";
constexpr double k_usual_height_m = 150;   // of wind maps that do not say theirs
constexpr double k_index_radius_m = 2000;  // of the terrain index
constexpr double k_index_cell_m = 100;

enum class Quantity { Mean, Scale, Shape };

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

std::string setting(const model::DatasetPart& part, const std::string& key) {
    const auto found = part.settings.find(key);
    return found == part.settings.end() ? std::string{} : found->second;
}

Quantity quantity_of(const model::DatasetPart& part, const std::string& band) {
    const std::string said = setting(part, "quantity");
    for (const std::string& name : {lower(said), lower(band), lower(part.name)}) {
        if (name == "k" || name == "shape" || name.find("weibull_k") != std::string::npos) return Quantity::Shape;
        if (name == "a" || name == "scale" || name.find("weibull_a") != std::string::npos) return Quantity::Scale;
    }
    return Quantity::Mean;
}

/// The number before an "m" in a name ("v_140m"); none where there is none between 10 and 400.
std::optional<double> height_in(const std::string& name) {
    for (std::size_t at = 0; at < name.size(); ++at) {
        if (!std::isdigit(static_cast<unsigned char>(name[at]))) continue;
        char* end = nullptr;
        const double height = std::strtod(name.c_str() + at, &end);
        if ((*end == 'm' || *end == 'M') && height >= 10 && height <= 400) return height;
        at = static_cast<std::size_t>(end - name.c_str());
    }
    return std::nullopt;
}

std::optional<double> height_of(const model::DatasetPart& part, const std::string& band) {
    const double said = std::strtod(setting(part, "height").c_str(), nullptr);
    if (said > 0) return said;
    if (const auto height = height_in(band)) return height;
    return height_in(part.name);
}

/// Everything of one quantity at one height, on the common grid, later parts above earlier ones.
using Layers = std::map<double, geo::Raster<float>>;

void lay_over(Layers& layers, double height_m, geo::Raster<float> raster) {
    const auto found = layers.find(height_m);
    if (found == layers.end()) {
        layers.emplace(height_m, std::move(raster));
        return;
    }
    for (std::size_t i = 0; i < raster.values.size(); ++i)
        if (geo::Raster<float>::is_data(raster.values[i])) found->second.values[i] = raster.values[i];
}

/// Reads the raster parts of the dataset.
class FieldBuilder {
  public:
    explicit FieldBuilder(const Inputs& inputs) : m_inputs(inputs) {
        double finest = 0;
        for_each_band([&](const model::DatasetPart&, const std::string&, const geo::Raster<float>& raster) {
            finest = finest > 0 ? std::min(finest, raster.grid.cell_m) : raster.grid.cell_m;
        });
        m_field.grid = inputs.grid.coarser(std::max(1, static_cast<int>(std::lround(finest / inputs.grid.cell_m))));
    }

    [[nodiscard]] WindField build() {
        for_each_band(
            [&](const model::DatasetPart& part, const std::string& band, const geo::Raster<float>& raster) { add(part, band, raster); });
        say_left_out();
        turn_scales_into_means();
        for (auto& [height, raster] : m_means) m_field.levels.push_back({height, std::move(raster)});
        if (!m_shapes.empty()) m_field.shape = std::move(m_shapes.begin()->second);
        return std::move(m_field);
    }

  private:
    template <typename Visit>
    void for_each_band(const Visit& visit) const {
        const auto parts = m_inputs.parts.find(k_dataset);
        if (parts == m_inputs.parts.end()) return;
        for (const model::DatasetPart* part : parts->second)
            for (const model::RasterBand& band : part->bands)
                if (const auto* raster = m_inputs.raster(part_band(k_dataset, part->name, band.name))) visit(*part, band.name, *raster);
    }

    void add(const model::DatasetPart& part, const std::string& band, const geo::Raster<float>& raster) {
        const Quantity quantity = quantity_of(part, band);
        geo::Raster<float> clean = raster;
        const bool is_shape = quantity == Quantity::Shape;
        for (float& value : clean.values) {
            if (!geo::Raster<float>::is_data(value)) continue;
            const auto number = static_cast<double>(value);
            const bool fits = is_shape ? number >= k_least_shape && number <= k_greatest_shape : number >= 0;
            if (!fits) value = geo::NoData<float>::value, ++(is_shape ? m_wrong_shapes : m_wrong_speeds);
        }
        clean = geo::sampled(clean, m_field.grid);
        if (is_shape) return lay_over(m_shapes, 0, std::move(clean));
        const auto height = height_of(part, band);
        if (!height) say_height_unknown(part);
        lay_over(quantity == Quantity::Mean ? m_means : m_scales, height.value_or(k_usual_height_m), std::move(clean));
        take_common_shape(part);
    }

    void take_common_shape(const model::DatasetPart& part) {
        const std::string text = setting(part, "k");
        if (text.empty()) return;
        const double shape = std::strtod(text.c_str(), nullptr);
        if (shape >= k_least_shape && shape <= k_greatest_shape)
            m_field.common_shape = shape;
        else
            m_field.notes.push_back(
                {fmt::format("Formparameter k = {} der Windkarte „{}“ ist unmöglich und bleibt außer Betracht", text, part.name),
                 fmt::format("The shape k = {} of the wind map \"{}\" is impossible and is left out", text, part.name)});
    }

    void say_height_unknown(const model::DatasetPart& part) {
        m_field.notes.push_back(
            {fmt::format("Die Windkarte „{}“ sagt nicht, für welche Höhe sie gilt: {} m angenommen", part.name, k_usual_height_m),
             fmt::format("The wind map \"{}\" does not say its height: taken as {} m", part.name, k_usual_height_m)});
    }

    void say_left_out() {
        if (m_wrong_speeds > 0)
            m_field.notes.push_back({fmt::format("Windgeschwindigkeit: {} Zellen mit negativem Wert ausgelassen", m_wrong_speeds),
                                     fmt::format("Wind speed: {} cells with a negative value left out", m_wrong_speeds)});
        if (m_wrong_shapes > 0)
            m_field.notes.push_back(
                {fmt::format("Formparameter k: {} Zellen unter {} oder über {} ausgelassen", m_wrong_shapes, k_least_shape,
                             k_greatest_shape),
                 fmt::format("Shape k: {} cells below {} or above {} left out", m_wrong_shapes, k_least_shape, k_greatest_shape)});
    }

    /// Mean = A Γ(1 + 1/k).
    void turn_scales_into_means() {
        const geo::Raster<float>* shapes = m_shapes.empty() ? nullptr : &m_shapes.begin()->second;
        const double common = m_field.common_shape > 0 ? m_field.common_shape : k_rayleigh_shape;
        for (auto& [height, scales] : m_scales) {
            for (std::size_t i = 0; i < scales.values.size(); ++i) {
                const double shape = shapes ? static_cast<double>(shapes->values[i]) : common;
                scales.values[i] *= static_cast<float>(std::tgamma(1 + 1 / shape));
            }
            lay_over(m_means, height, std::move(scales));
        }
    }

    const Inputs& m_inputs;
    WindField m_field;
    Layers m_means, m_scales, m_shapes;
    std::size_t m_wrong_speeds = 0, m_wrong_shapes = 0;
};

/// The first five digits that most of the district's areas share: the county's key.
std::string county_key(const Inputs& inputs) {
    std::map<std::string, int> counts;
    for (const geo::FeatureTable* table : inputs.tables("boundaries"))
        for (std::size_t row = 0; row < table->size(); ++row)
            if (const std::string key = table->text(row, "ags"); key.size() >= 5) ++counts[key.substr(0, 5)];
    const auto more = [](const auto& a, const auto& b) { return a.second < b.second; };
    const auto best = std::max_element(counts.begin(), counts.end(), more);
    return best == counts.end() ? std::string{} : best->first;
}

struct CountyMean {
    double speed_m_s = 0, height_m = k_usual_height_m;
};

/// The mean of the district's own county, else of all that the table has.
std::optional<CountyMean> county_mean(const Inputs& inputs, std::vector<core::Words>& notes) {
    const std::string key = county_key(inputs);
    CountyMean mean;
    double own = 0, sum = 0;
    std::size_t count = 0, wrong = 0;
    for (const geo::FeatureTable* table : inputs.tables(k_dataset))
        for (std::size_t row = 0; row < table->size(); ++row) {
            const double speed = table->number(row, "mean_speed");
            if (!(speed > 0)) {
                ++wrong;
                continue;
            }
            sum += speed;
            ++count;
            if (!key.empty() && table->text(row, "ags").starts_with(key)) own = speed;
        }
    if (wrong > 0)
        notes.push_back({fmt::format("Windgeschwindigkeit: {} Zeilen ohne brauchbaren Wert ausgelassen", wrong),
                         fmt::format("Wind speed: {} rows without a usable value left out", wrong)});
    if (count == 0) return std::nullopt;
    mean.speed_m_s = own > 0 ? own : sum / static_cast<double>(count);
    const auto parts = inputs.parts.find(k_dataset);
    if (parts != inputs.parts.end())
        for (const model::DatasetPart* part : parts->second)
            if (const double height = std::strtod(setting(*part, "height").c_str(), nullptr); height > 0) mean.height_m = height;
    return mean;
}

/// Mean heights in coarser cells.
geo::Raster<float> block_means(const geo::Raster<float>& heights, int factor) {
    geo::Raster<float> means(heights.grid.coarser(factor));
    for (int row = 0; row < means.grid.height; ++row)
        for (int column = 0; column < means.grid.width; ++column) {
            double sum = 0;
            int count = 0;
            for (int y = row * factor; y < std::min((row + 1) * factor, heights.grid.height); ++y)
                for (int x = column * factor; x < std::min((column + 1) * factor, heights.grid.width); ++x)
                    if (const float height = heights.at(x, y); geo::Raster<float>::is_data(height))
                        sum += static_cast<double>(height), ++count;
            if (count > 0) means.at(column, row) = static_cast<float>(sum / count);
        }
    return means;
}

/// One mean laid over the land by the terrain index, so that the mean over the district stays what it is.
core::Result<WindField> field_from_mean(const Inputs& inputs, const core::Job& job) {
    WindField field;
    field.is_from_mean = true;
    const auto mean = county_mean(inputs, field.notes);
    if (!mean) return core::fail("the dataset wind_speed holds no wind speed above 0");
    const geo::Raster<float>* heights = inputs.raster("elevation");
    if (!heights) return core::fail("a county's mean wind needs the dataset elevation to be laid over the land");
    const int factor = std::max(1, static_cast<int>(std::lround(k_index_cell_m / inputs.grid.cell_m)));
    KREISBLICK_TRY(geo::Raster<float> speed,
                   topographic_position(block_means(*heights, factor), k_index_radius_m, Surroundings::Disc, job));
    const geo::CellMask inside = inputs.boundary && !inputs.boundary->is_empty() ? geo::cells_inside(*inputs.boundary, speed.grid)
                                                                                 : geo::CellMask(speed.values.size(), 1);
    double sum = 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < speed.values.size(); ++i) {
        if (!geo::Raster<float>::is_data(speed.values[i])) continue;
        speed.values[i] = static_cast<float>(terrain_factor(static_cast<double>(speed.values[i])));
        if (inside[i]) sum += static_cast<double>(speed.values[i]), ++count;
    }
    const double level = mean->speed_m_s / (count > 0 ? sum / static_cast<double>(count) : 1);
    for (float& value : speed.values) value *= static_cast<float>(level);
    field.grid = speed.grid;
    field.levels.push_back({mean->height_m, std::move(speed)});
    field.notes.push_back(
        {fmt::format("Kein Windatlas: das Kreismittel von {} m/s in {} m Höhe, mit einem Geländeindex verteilt, ist ein Modell",
                     core::number(mean->speed_m_s, 2, core::Language::German), mean->height_m),
         fmt::format("No wind atlas: the county's mean of {} m/s at {} m, laid over the land by a terrain index, is a model",
                     core::number(mean->speed_m_s, 2, core::Language::English), mean->height_m)});
    return field;
}

core::Result<KeptWind> make_wind(const Inputs& bare, const core::Job& job) {
    KREISBLICK_TRY(const auto inputs, bare.read({k_dataset, "boundaries", "elevation"}));
    KeptWind wind{FieldBuilder(*inputs).build(), {}};
    if (wind.field.levels.empty()) {
        KREISBLICK_TRY(wind.field, field_from_mean(*inputs, job));
    }
    if (const geo::Raster<float>* heights = inputs->raster("elevation")) wind.altitudes = altitude_codes(*heights);
    return wind;
}

/// The speed at a height from the (up to 2) levels next to it that know the cell.
float speed_in_cell(const std::vector<WindLevel>& levels, std::size_t cell, double height_m, double shear) {
    const WindLevel *below = nullptr, *above = nullptr, *lower = nullptr;
    for (const WindLevel& level : levels) {
        if (!geo::Raster<float>::is_data(level.speed_m_s.values[cell])) continue;
        if (level.height_m <= height_m)
            lower = below, below = &level;
        else if (!above)
            above = &level;
        else if (!below)
            lower = &level;
    }
    const WindLevel* nearest = below ? below : above;
    if (!nearest) return geo::NoData<float>::value;
    const WindLevel* other = below && above ? above : lower;
    const auto speed = [&](const WindLevel& level) { return static_cast<double>(level.speed_m_s.values[cell]); };
    double exponent = shear;
    if (other)
        if (const double known = exponent_of_speeds(speed(*nearest), nearest->height_m, speed(*other), other->height_m);
            std::isfinite(known))
            exponent = known;
    return static_cast<float>(speed_by_power_law(speed(*nearest), nearest->height_m, height_m, exponent));
}

}  // namespace

geo::Raster<float> WindField::speed_at(double height_m, double shear) const {
    geo::Raster<float> speed(grid);
    for (std::size_t cell = 0; cell < speed.values.size(); ++cell) speed.values[cell] = speed_in_cell(levels, cell, height_m, shear);
    return speed;
}

core::Result<std::shared_ptr<const KeptWind>> kept_wind(const Inputs& inputs, const core::Job& job) {
    return inputs.kept->get<KeptWind>("wind and altitudes", {k_dataset, "boundaries", "elevation"}, [&] { return make_wind(inputs, job); });
}

}  // namespace kreisblick::potentials
