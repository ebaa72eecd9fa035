#include "engine/house_groups.h"

#include "engine/public_areas.h"
#include "io/register_file.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

namespace kreisblick::engine {
namespace {

using model::CaseField;
using model::CaseStatus;

bool is_open(CaseStatus status) {
    switch (status) {
        case CaseStatus::NotForSale:
        case CaseStatus::Sold:
        case CaseStatus::InWorks:
        case CaseStatus::Reused:
        case CaseStatus::NoVacancy:
        case CaseStatus::Ruin: return false;
        default: return true;
    }
}

double distance(geo::Point a, geo::Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

/// Finds the cases around a place by squares as large as what is asked for.
class Neighbours {
  public:
    Neighbours(const std::vector<PlacedCase>& cases, double reach_m) : m_cases(cases), m_reach_m(reach_m) {
        for (std::size_t i = 0; i < cases.size(); ++i) m_by_square.emplace(square(cases[i].place, 0, 0), i);
    }
    /// Numbers of the cases within reach of a case, nearest first, itself included.
    [[nodiscard]] std::vector<std::size_t> of(std::size_t number) const {
        std::vector<std::pair<double, std::size_t>> near;
        const geo::Point place = m_cases[number].place;
        for (int east = -1; east <= 1; ++east)
            for (int north = -1; north <= 1; ++north) {
                const auto [first, last] = m_by_square.equal_range(square(place, east, north));
                for (auto entry = first; entry != last; ++entry)
                    if (const double away = distance(m_cases[entry->second].place, place); away <= m_reach_m)
                        near.emplace_back(away, entry->second);
            }
        std::sort(near.begin(), near.end());
        std::vector<std::size_t> numbers;
        for (const auto& [away, other] : near) numbers.push_back(other);
        return numbers;
    }

  private:
    [[nodiscard]] std::int64_t square(geo::Point place, int east, int north) const {
        return (static_cast<std::int64_t>(std::floor(place.x / m_reach_m)) + east) * 10'000'000 +
               static_cast<std::int64_t>(std::floor(place.y / m_reach_m)) + north;
    }
    const std::vector<PlacedCase>& m_cases;
    double m_reach_m;
    std::unordered_multimap<std::int64_t, std::size_t> m_by_square;
};

/// The cases around a seed that are all near to each other, added from the nearest on.
std::vector<std::size_t> group_around(const std::vector<PlacedCase>& cases, const std::vector<std::size_t>& near, double together_m) {
    std::vector<std::size_t> group;
    for (const std::size_t candidate : near) {
        const bool is_near_all = std::all_of(group.begin(), group.end(), [&](std::size_t member) {
            return distance(cases[member].place, cases[candidate].place) <= together_m;
        });
        if (is_near_all) group.push_back(candidate);
    }
    return group;
}

/// The longest way that a house of the group has to each kind of facility.
std::vector<NearFacility> longest_ways(const std::vector<PlacedCase>& cases, const std::vector<std::size_t>& members,
                                       const Facilities& facilities) {
    std::vector<NearFacility> ways;
    for (const std::string& kind : Facilities::kinds()) {
        NearFacility longest{kind, {}, {}};
        for (const std::size_t member : members)
            if (NearFacility near = facilities.nearest(kind, cases[member].place);
                near.distance_m && (!longest.distance_m || *near.distance_m > *longest.distance_m))
                longest = std::move(near);
        ways.push_back(std::move(longest));
    }
    return ways;
}

HouseGroup described(const std::vector<PlacedCase>& cases, const std::vector<std::size_t>& members, std::vector<NearFacility> ways,
                     double walk_m) {
    HouseGroup group;
    for (const std::size_t member : members) {
        group.cases.push_back(cases[member].id);
        group.middle.x += cases[member].place.x / static_cast<double>(members.size());
        group.middle.y += cases[member].place.y / static_cast<double>(members.size());
        for (const std::size_t other : members)
            group.diameter_m = std::max(group.diameter_m, distance(cases[member].place, cases[other].place));
    }
    double share = 0;
    int known = 0;
    for (const NearFacility& way : ways)
        if (way.distance_m) share += *way.distance_m / walk_m, ++known;
    group.score = static_cast<double>(members.size()) - (known > 0 ? share / known : 0);
    group.near = std::move(ways);
    return group;
}

bool is_within_walk(const std::vector<NearFacility>& ways, double walk_m) {
    return std::all_of(ways.begin(), ways.end(), [&](const NearFacility& way) { return !way.distance_m || *way.distance_m <= walk_m; });
}

/// Open cases with their places, as the council may know them: groups need no names.
core::Result<std::vector<PlacedCase>> open_cases(const Session& session, const PublicAreas& areas, io::RegisterFile& file) {
    std::vector<PlacedCase> placed;
    const auto take = [&](const model::CouncilCase& one) {
        if (!is_open(one.shown().status())) return;
        const auto place =
            areas.place_of(one.text(CaseField::Building), one.shown().number(CaseField::X), one.shown().number(CaseField::Y));
        if (place) placed.push_back({one.id(), *place});
    };
    if (const auto internal = session.audience().as<model::Internal>()) {
        KREISBLICK_TRY(const auto cases, file.cases(*internal));
        for (const model::RegisterCase& one : cases) take(model::CouncilCase(one));
    } else if (const auto council = session.audience().as<model::Council>()) {
        KREISBLICK_TRY(const auto cases, file.cases(*council));
        for (const model::CouncilCase& one : cases) take(one);
    }
    return placed;
}

core::Result<HouseGroups> find_in(const Session& session, const io::DistrictFile& file, const GroupRequest& request) {
    KREISBLICK_TRY(const PublicAreas areas, PublicAreas::of(file));
    KREISBLICK_TRY(const Facilities facilities, Facilities::of(file));
    KREISBLICK_TRY(io::RegisterFile cases, io::RegisterFile::open(file.path()));
    KREISBLICK_TRY(const std::vector<PlacedCase> placed, open_cases(session, areas, cases));
    HouseGroups result{group_houses(placed, facilities, request), {}};
    for (HouseGroup& group : result.groups)
        if (const auto area = areas.at(group.middle)) group.place = areas.areas()[*area].name;
    for (const std::string& kind : Facilities::kinds())
        if (!facilities.knows(kind))
            result.notes.push_back({"Der Kreis kennt keine Einrichtungen der Art „" + kind + "“: danach ist nicht gefragt",
                                    "The district knows no facilities of the kind \"" + kind + "\": they are not asked for"});
    result.notes.push_back(
        {"Wege sind 1,3-mal so lang wie die Luftlinie gerechnet", "Ways are taken as 1.3 times as long as the bird flies"});
    return result;
}

}  // namespace

std::vector<HouseGroup> group_houses(const std::vector<PlacedCase>& cases, const Facilities& facilities, const GroupRequest& request) {
    const Neighbours neighbours(cases, request.together_m);
    std::vector<HouseGroup> found;
    std::set<std::vector<std::size_t>> seen;
    for (std::size_t seed = 0; seed < cases.size(); ++seed) {
        std::vector<std::size_t> members = group_around(cases, neighbours.of(seed), request.together_m);
        if (members.size() < request.size) continue;
        std::sort(members.begin(), members.end());
        if (!seen.insert(members).second) continue;
        auto ways = longest_ways(cases, members, facilities);
        if (is_within_walk(ways, request.walk_m)) found.push_back(described(cases, members, std::move(ways), request.walk_m));
    }
    std::sort(found.begin(), found.end(),
              [](const HouseGroup& a, const HouseGroup& b) { return a.score != b.score ? a.score > b.score : a.cases < b.cases; });
    std::set<std::string> taken;
    std::vector<HouseGroup> best;
    for (HouseGroup& group : found) {
        if (best.size() >= request.top) break;
        if (std::any_of(group.cases.begin(), group.cases.end(), [&](const std::string& id) { return taken.contains(id); })) continue;
        taken.insert(group.cases.begin(), group.cases.end());
        group.rank = static_cast<int>(best.size()) + 1;
        best.push_back(std::move(group));
    }
    return best;
}

core::Result<HouseGroups> find_house_groups(const Session& session, const GroupRequest& request) {
    if (const auto internal = session.audience().as<model::Internal>()) return find_in(session, session.file(*internal), request);
    if (const auto council = session.audience().as<model::Council>()) return find_in(session, session.file(*council), request);
    return core::fail("groups of houses are not for the public: each names single houses");
}

}  // namespace kreisblick::engine
