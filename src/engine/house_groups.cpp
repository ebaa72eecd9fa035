#include "engine/house_groups.h"

#include "engine/public_areas.h"
#include "io/register_file.h"

#include <algorithm>
#include <cmath>
#include <iterator>
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

/// Whether a case is near to all members of a group.
bool is_near_all(const std::vector<PlacedCase>& cases, const std::vector<std::size_t>& group, std::size_t candidate, double together_m) {
    return std::all_of(group.begin(), group.end(),
                       [&](std::size_t member) { return distance(cases[member].place, cases[candidate].place) <= together_m; });
}

/// Adds what is near to all members, from the nearest on.
void grow(const std::vector<PlacedCase>& cases, const std::vector<std::size_t>& near, double together_m, std::vector<std::size_t>& group) {
    for (const std::size_t candidate : near)
        if (std::find(group.begin(), group.end(), candidate) == group.end() && is_near_all(cases, group, candidate, together_m))
            group.push_back(candidate);
}

/// Looks for so many cases that are all near to each other, by trying one after the other; gives up after so many tries.
class GroupSearch {
  public:
    GroupSearch(const std::vector<PlacedCase>& cases, std::size_t size, double together_m)
        : m_cases(cases),
          m_size(size),
          m_together_m(together_m) {}
    /// Completes a group out of the candidates; false where that cannot be.
    bool complete(std::vector<std::size_t>& group, const std::vector<std::size_t>& candidates) {
        if (group.size() >= m_size) return true;
        for (std::size_t i = 0; i < candidates.size() && group.size() + candidates.size() - i >= m_size; ++i) {
            if (++m_tries > k_most_tries) return false;
            std::vector<std::size_t> left;
            for (std::size_t j = i + 1; j < candidates.size(); ++j)
                if (distance(m_cases[candidates[i]].place, m_cases[candidates[j]].place) <= m_together_m) left.push_back(candidates[j]);
            group.push_back(candidates[i]);
            if (complete(group, left)) return true;
            group.pop_back();
        }
        return false;
    }

  private:
    static constexpr int k_most_tries = 20000;
    const std::vector<PlacedCase>& m_cases;
    std::size_t m_size;
    double m_together_m;
    int m_tries = 0;
};

/// A group with the seed in it: what lies nearest, or where that is too little, any that is large enough. Empty if there is none.
std::vector<std::size_t> group_around(const std::vector<PlacedCase>& cases, std::size_t seed, const std::vector<std::size_t>& near,
                                      const GroupRequest& request) {
    std::vector<std::size_t> group{seed};
    grow(cases, near, request.together_m, group);
    if (group.size() >= request.size) return group;
    std::vector<std::size_t> others;
    std::copy_if(near.begin(), near.end(), std::back_inserter(others), [&](std::size_t other) { return other != seed; });
    group = {seed};
    if (!GroupSearch(cases, request.size, request.together_m).complete(group, others)) return {};
    grow(cases, near, request.together_m, group);
    return group;
}

/// A case with its ways to each kind of facility.
struct WayedCase {
    PlacedCase at;
    std::vector<NearFacility> ways;
};

/// The ways from a place to each kind of facility.
std::vector<NearFacility> ways_from(geo::Point place, const Facilities& facilities) {
    std::vector<NearFacility> ways;
    for (const std::string& kind : Facilities::kinds()) ways.push_back(facilities.nearest(kind, place));
    return ways;
}

/// The longest way that a house of the group has to each kind of facility.
std::vector<NearFacility> longest_ways(const std::vector<WayedCase>& cases, const std::vector<std::size_t>& members) {
    std::vector<NearFacility> longest = cases[members.front()].ways;
    for (const std::size_t member : members)
        for (std::size_t kind = 0; kind < longest.size(); ++kind)
            if (cases[member].ways[kind].distance_m.value_or(0) > longest[kind].distance_m.value_or(0))
                longest[kind] = cases[member].ways[kind];
    return longest;
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

/// Groups around every case, some of them with cases in common.
std::vector<HouseGroup> groups_among(const std::vector<WayedCase>& wayed, const GroupRequest& request) {
    std::vector<PlacedCase> cases;
    for (const WayedCase& one : wayed) cases.push_back(one.at);
    const Neighbours neighbours(cases, request.together_m);
    std::vector<HouseGroup> found;
    std::set<std::vector<std::size_t>> seen;
    for (std::size_t seed = 0; seed < cases.size(); ++seed) {
        std::vector<std::size_t> members = group_around(cases, seed, neighbours.of(seed), request);
        if (members.size() < request.size) continue;
        std::sort(members.begin(), members.end());
        if (seen.insert(members).second) found.push_back(described(cases, members, longest_ways(wayed, members), request.walk_m));
    }
    return found;
}

bool is_better(const HouseGroup& a, const HouseGroup& b) { return a.score != b.score ? a.score > b.score : a.cases < b.cases; }

/// The best of them that have no case in common.
std::vector<HouseGroup> disjoint(std::vector<HouseGroup> found) {
    std::sort(found.begin(), found.end(), is_better);
    std::set<std::string> taken;
    std::vector<HouseGroup> best;
    for (HouseGroup& group : found) {
        if (std::any_of(group.cases.begin(), group.cases.end(), [&](const std::string& id) { return taken.contains(id); })) continue;
        taken.insert(group.cases.begin(), group.cases.end());
        best.push_back(std::move(group));
    }
    return best;
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

std::vector<HouseGroup> group_houses(const std::vector<PlacedCase>& all, const Facilities& facilities, const GroupRequest& request) {
    // A house that is too far from something is left out before, so that it does not spoil a group of others.
    std::vector<WayedCase> left;
    for (const PlacedCase& one : all)
        if (auto ways = ways_from(one.place, facilities); is_within_walk(ways, request.walk_m)) left.push_back({one, std::move(ways)});
    std::vector<HouseGroup> groups;
    // What the groups of a round leave over may be a group too.
    while (true) {
        std::vector<HouseGroup> more = disjoint(groups_among(left, request));
        if (more.empty()) break;
        std::set<std::string> taken;
        for (HouseGroup& group : more) {
            taken.insert(group.cases.begin(), group.cases.end());
            groups.push_back(std::move(group));
        }
        std::erase_if(left, [&](const WayedCase& one) { return taken.contains(one.at.id); });
    }
    std::sort(groups.begin(), groups.end(), is_better);
    if (groups.size() > request.top) groups.resize(request.top);
    for (std::size_t i = 0; i < groups.size(); ++i) groups[i].rank = static_cast<int>(i) + 1;
    return groups;
}

core::Result<HouseGroups> find_house_groups(const Session& session, const GroupRequest& request) {
    if (const auto internal = session.audience().as<model::Internal>()) return find_in(session, session.file(*internal), request);
    if (const auto council = session.audience().as<model::Council>()) return find_in(session, session.file(*council), request);
    return core::fail("groups of houses are not for the public: each names single houses");
}

}  // namespace kreisblick::engine
