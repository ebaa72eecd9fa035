#include "potentials/field_sites.h"

#include "core/parallel.h"
#include "geo/distance_field.h"

#include <cmath>

namespace kreisblick::potentials {
namespace {

/// The middles of all fields, and which of them lie in each row of the grid.
struct Middles {
    std::vector<geo::Point> places;
    std::vector<std::vector<std::uint32_t>> by_row;

    Middles(const Fields& fields, const geo::GridSpec& grid) : by_row(static_cast<std::size_t>(grid.height)) {
        for (std::size_t field = 0; field < fields.size(); ++field) {
            places.push_back(fields.shapes.extent(field).centre());
            if (grid.has(grid.column_at(places[field].x), grid.row_at(places[field].y)))
                by_row[static_cast<std::size_t>(grid.row_at(places[field].y))].push_back(static_cast<std::uint32_t>(field));
        }
    }
};

/// From every middle to the nearest feature of a dataset; NaN where the district has none.
core::Result<std::vector<double>> distances_to(const std::string& dataset, const Middles& middles, const Inputs& inputs,
                                               const core::Job& job) {
    std::vector<double> distances(middles.places.size(), std::nan(""));
    if (inputs.tables(dataset).empty()) return distances;
    const geo::FeatureMarks marks = geo::FeatureMarks::of(inputs.tables(dataset), inputs.grid, job);
    KREISBLICK_CHECK(geo::measure_distances(marks, job, [&](int row, std::span<const float> row_m) {
        for (const std::uint32_t field : middles.by_row[static_cast<std::size_t>(row)])
            distances[field] = static_cast<double>(row_m[static_cast<std::size_t>(inputs.grid.column_at(middles.places[field].x))]);
    }));
    return distances;
}

struct Inhabited {
    geo::Point place;
    double people = 0;
};

/// Where people live: cells of the census, else places.
std::vector<Inhabited> inhabited(const Inputs& inputs) {
    std::vector<Inhabited> found;
    for (const char* dataset : {"census_1km", "places"}) {
        for (const geo::FeatureTable* table : inputs.tables(dataset))
            for (std::size_t row = 0; row < table->size(); ++row)
                if (const double people = table->number(row, "population"); people > 0)
                    found.push_back({table->extent(row).centre(), people});
        if (!found.empty()) break;
    }
    return found;
}

double people_near(geo::Point place, const std::vector<Inhabited>& inhabited, double reach_m) {
    double people = 0;
    for (const Inhabited& one : inhabited)
        if (std::hypot(one.place.x - place.x, one.place.y - place.y) <= reach_m) people += one.people;
    return people;
}

}  // namespace

core::Result<std::vector<CommunityFarmSite>> field_sites(const Fields& fields, const Inputs& inputs, const CommunityFarmRules& rules,
                                                         const core::Job& job) {
    const Middles middles(fields, inputs.grid);
    KREISBLICK_TRY(const std::vector<double> water, distances_to("water", middles, inputs, job));
    KREISBLICK_TRY(const std::vector<double> roads, distances_to("roads", middles, inputs, job));
    const std::vector<Inhabited> homes = inhabited(inputs);
    std::vector<CommunityFarmSite> sites(fields.size());
    core::parallel_blocks(static_cast<std::int64_t>(sites.size()), 512, [&](std::int64_t begin, std::int64_t end) {
        for (auto field = static_cast<std::size_t>(begin); field < static_cast<std::size_t>(end); ++field)
            sites[field] = {fields.soil_value[field],
                            fields.slope_percent[field],
                            fields.are_blocks ? std::nan("") : fields.area_ha[field],
                            water[field],
                            homes.empty() ? std::nan("") : people_near(middles.places[field], homes, rules.people_m),
                            roads[field]};
    });
    if (job.stopped()) return core::fail("looking around the fields was stopped");
    return sites;
}

}  // namespace kreisblick::potentials
