#include "fiction/land_use.h"

#include "fiction/cover.h"

namespace kreisblick::fiction {
namespace {

/// The width of the strip that belongs to a road, with its ditches and verges, in m. Of the paths between fields the model draws about
/// half, so each stands for more than its own.
double strip_of(RoadClass road) {
    switch (road) {
        case RoadClass::Federal: return 28;
        case RoadClass::State: return 20;
        case RoadClass::District: return 18;
        case RoadClass::Local: return 11;
        case RoadClass::Track: return 13.5;
    }
    return 0;
}

constexpr double k_railway_strip_m = 26, k_bank_m = 4.8;

double* part_of_class(LandUse& use, std::int32_t code) {
    switch (code) {
        case k_settlement:
        case k_industry:
        case k_sports: return &use.settlement_ha;
        case k_arable:
        case k_orchard:
        case k_meadow: return &use.agriculture_ha;
        case k_broad:
        case k_conifer:
        case k_mixed: return &use.forest_ha;
        case k_lake: return &use.water_ha;
        default: return nullptr;
    }
}

class Count {
  public:
    explicit Count(const World& world) : m_world(world), m_uses(world.territory.municipalities.size()) {
        const Field<std::int32_t>& cover = world.cover;
        const double cell_ha = cover.grid.cell_m * cover.grid.cell_m / 1e4;
        for (int row = 0; row < cover.grid.height; ++row)
            for (int column = 0; column < cover.grid.width; ++column)
                if (LandUse* use = use_at(cover.grid.centre(column, row)))
                    if (double* part = part_of_class(*use, code_of(cover.at(column, row)))) *part += cell_ha;
    }

    /// Gives the strip along a course to traffic or water.
    void take(const Curve& course, double strip_m, double LandUse::*taker) {
        for (std::size_t index = 1; index < course.size(); ++index) {
            const geo::Point middle = (course[index - 1] + course[index]) * 0.5;
            LandUse* use = use_at(middle);
            if (!use) continue;
            const double strip_ha = distance(course[index - 1], course[index]) * strip_m / 1e4;
            (*use).*taker += strip_ha;
            if (double* part = part_of_class(*use, code_of(m_world.cover.near(middle)))) *part -= strip_ha;
        }
    }
    void take_ponds() {
        for (const Lake& pond : m_world.ponds)
            if (LandUse* use = use_at(pond.centre)) {
                use->water_ha += pond.area_m2 / 1e4;
                if (double* part = part_of_class(*use, code_of(m_world.cover.near(pond.centre)))) *part -= pond.area_m2 / 1e4;
            }
    }
    [[nodiscard]] std::vector<LandUse> result() const { return m_uses; }

  private:
    [[nodiscard]] LandUse* use_at(geo::Point place) {
        const std::int32_t municipality = m_world.territory.municipality.near(place);
        return municipality == k_no_area ? nullptr : &m_uses[static_cast<std::size_t>(municipality)];
    }

    const World& m_world;
    std::vector<LandUse> m_uses;
};

}  // namespace

std::vector<LandUse> land_use_of(const World& world) {
    Count count(world);
    for (const Road& road : world.net.roads) count.take(road.course, strip_of(road.road), &LandUse::traffic_ha);
    count.take(world.net.railway, k_railway_strip_m, &LandUse::traffic_ha);
    count.take(world.land.river.river, world.land.river.width_m + 2 * k_bank_m, &LandUse::water_ha);
    for (const Stream& stream : world.land.streams) count.take(stream.course, stream.width_m() + 2 * k_bank_m, &LandUse::water_ha);
    count.take_ponds();
    return count.result();
}

}  // namespace kreisblick::fiction
