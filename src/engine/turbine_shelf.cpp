#include "engine/turbine_shelf.h"

#include "io/csv_table.h"
#include "potentials/turbine_tables.h"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace kreisblick::engine {
namespace {

/// The curve in a CSV file.
core::Result<model::Turbine> turbine_in_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file) return core::fail("cannot read the power curve {}: there is no such file, or it is empty", path);
    const auto table = io::read_csv(text.str());
    if (!table) return core::fail("cannot read the power curve {}: {}", path, table.error().sentence);
    std::vector<geo::Column> columns;
    for (std::size_t column = 0; column < table->names.size(); ++column) columns.push_back(io::typed_column(*table, column));
    return potentials::turbine_of_points(path, columns);
}

void put(std::vector<model::Turbine>& turbines, model::Turbine turbine) {
    const auto found = std::find_if(turbines.begin(), turbines.end(), [&](const auto& known) { return known.id == turbine.id; });
    if (found == turbines.end())
        turbines.push_back(std::move(turbine));
    else
        *found = std::move(turbine);
}

}  // namespace

core::Result<std::vector<model::Turbine>> turbines_for(const io::DistrictFile& file, const std::vector<model::Turbine>& built_in,
                                                       const potentials::Parameters& parameters) {
    std::vector<model::Turbine> turbines = built_in;
    for (const model::DatasetPart* part : file.district().parts_of("turbine_curves")) {
        KREISBLICK_TRY(const geo::FeatureTable table, file.read_features(*part));
        for (model::Turbine& turbine : potentials::turbines_of_table(table)) put(turbines, std::move(turbine));
    }
    for (const auto& [name, value] : parameters) {
        const bool is_turbine = name == "turbine" || name.ends_with(".turbine");
        if (!is_turbine || !value.ends_with(".csv")) continue;
        KREISBLICK_TRY(model::Turbine turbine, turbine_in_file(value));
        put(turbines, std::move(turbine));
    }
    return turbines;
}

}  // namespace kreisblick::engine
