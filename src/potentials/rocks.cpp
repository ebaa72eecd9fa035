#include "potentials/rocks.h"

#include "potentials/word_lists.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

namespace kreisblick::potentials {
namespace {

constexpr std::size_t k_most_rocks = 250;

std::optional<GroundKind> kind_named(const std::string& name) {
    static const std::map<std::string, GroundKind> kinds{
        {"", GroundKind::ByConductivity},      {"dry_sand", GroundKind::DrySand},     {"wet_sand", GroundKind::WetSand},
        {"moist_clay", GroundKind::MoistClay}, {"limestone", GroundKind::Limestone},  {"sandstone", GroundKind::Sandstone},
        {"acid", GroundKind::AcidMagmatite},   {"basic", GroundKind::BasicMagmatite}, {"gneiss", GroundKind::Gneiss},
    };
    const auto found = kinds.find(name);
    return found == kinds.end() ? std::nullopt : std::optional(found->second);
}

std::optional<RockHazard> hazard_named(const std::string& name) {
    static const std::map<std::string, RockHazard> hazards{
        {"", RockHazard::None}, {"evaporite", RockHazard::Evaporite}, {"karst", RockHazard::Karst}};
    const auto found = hazards.find(name);
    return found == hazards.end() ? std::nullopt : std::optional(found->second);
}

core::Result<Rock> rock_in(const geo::FeatureTable& table, std::size_t row) {
    Rock rock;
    rock.id = table.text(row, "id");
    rock.title = {table.text(row, "german"), table.text(row, "english")};
    rock.conductivity_w_m_k = table.number(row, "conductivity");
    rock.heat_capacity_mj_m3_k = table.number(row, "heat_capacity");
    rock.below = table.text(row, "below");
    if (const double thickness = table.number(row, "thickness"); !std::isnan(thickness)) rock.thickness_m = thickness;
    const auto kind = kind_named(table.text(row, "vdi"));
    const auto hazard = hazard_named(table.text(row, "hazard"));
    const std::string status = table.text(row, "status");
    // No ground is outside these: dry sand 0.3, rock salt and quartzite about 6.
    if (!(rock.conductivity_w_m_k >= 0.2 && rock.conductivity_w_m_k <= 8))
        return core::fail("the rock \"{}\" has a conductivity of {} W/(m·K), outside 0.2…8", rock.id, rock.conductivity_w_m_k);
    if (!(rock.heat_capacity_mj_m3_k >= 1 && rock.heat_capacity_mj_m3_k <= 4.2))
        return core::fail("the rock \"{}\" has a heat capacity of {} MJ/(m³·K), outside 1…4.2", rock.id, rock.heat_capacity_mj_m3_k);
    if (!(rock.thickness_m > 0)) return core::fail("the rock \"{}\" is {} m thick", rock.id, rock.thickness_m);
    if (!kind || !hazard || (status != "published" && status != "general"))
        return core::fail("the rock \"{}\" has an unknown word for vdi, hazard or status", rock.id);
    rock.kind = *kind;
    rock.hazard = *hazard;
    rock.is_published = status == "published";
    return rock;
}

}  // namespace

GroundSlice mean_ground(const std::vector<GroundSlice>& profile, double length_m) {
    GroundSlice mean;
    double left_m = length_m;
    for (std::size_t i = 0; i < profile.size() && left_m > 0; ++i) {
        const double taken_m = i + 1 == profile.size() ? left_m : std::min(left_m, profile[i].thickness_m);
        mean.conductivity_w_m_k += profile[i].conductivity_w_m_k * taken_m / length_m;
        mean.heat_capacity_mj_m3_k += profile[i].heat_capacity_mj_m3_k * taken_m / length_m;
        mean.thickness_m += taken_m;
        left_m -= taken_m;
    }
    return mean;
}

core::Result<RockTable> RockTable::from(const geo::FeatureTable& declared) {
    RockTable table;
    if (declared.size() > k_most_rocks) return core::fail("the table of rocks has {} rows, more than {}", declared.size(), k_most_rocks);
    for (std::size_t row = 0; row < declared.size(); ++row) {
        KREISBLICK_TRY(Rock rock, rock_in(declared, row));
        if (table.find(rock.id)) return core::fail("the table of rocks has \"{}\" twice", rock.id);
        if (!rock.below.empty() && !table.find(rock.below))
            return core::fail("the rock \"{}\" lies on \"{}\", which does not stand above it in the table", rock.id, rock.below);
        const auto index = static_cast<Index>(row);
        for (std::string& code : items_of(declared.text(row, "codes"))) table.m_codes.push_back({std::move(code), index});
        for (const std::string& word : items_of(declared.text(row, "names"))) table.m_words.push_back({lowered(word), index});
        table.m_rocks.push_back(std::move(rock));
    }
    if (table.m_rocks.empty() || table.m_rocks.front().id != "unknown")
        return core::fail("the table of rocks must begin with the rock \"unknown\"");
    std::stable_sort(table.m_words.begin(), table.m_words.end(),
                     [](const Word& a, const Word& b) { return a.text.size() > b.text.size(); });
    return table;
}

const Rock* RockTable::find(const std::string& id) const {
    const auto found = std::find_if(m_rocks.begin(), m_rocks.end(), [&](const Rock& rock) { return rock.id == id; });
    return found == m_rocks.end() ? nullptr : &*found;
}

RockTable::Index RockTable::rock_of(const std::string& code, const std::string& name) const {
    const auto same = std::find_if(m_codes.begin(), m_codes.end(), [&](const Word& word) { return word.text == code; });
    if (!code.empty() && same != m_codes.end()) return same->rock;
    const std::string text = lowered(name);
    const auto held =
        std::find_if(m_words.begin(), m_words.end(), [&](const Word& word) { return text.find(word.text) != std::string::npos; });
    return held == m_words.end() ? k_unknown : held->rock;
}

std::vector<GroundSlice> RockTable::profile(Index rock) const {
    std::vector<GroundSlice> slices;
    for (const Rock* met : met(rock, std::numeric_limits<double>::infinity()))
        slices.push_back({met->thickness_m, met->conductivity_w_m_k, met->heat_capacity_mj_m3_k});
    return slices;
}

std::vector<const Rock*> RockTable::met(Index rock, double length_m) const {
    std::vector<const Rock*> rocks;
    double depth_m = 0;
    // Each lies on one that stands above it in the table, so that this ends.
    for (const Rock* next = &m_rocks[rock]; next && depth_m < length_m; next = next->below.empty() ? nullptr : find(next->below)) {
        rocks.push_back(next);
        depth_m += next->thickness_m;
    }
    return rocks;
}

}  // namespace kreisblick::potentials
