#pragma once

#include "core/words.h"
#include "potentials/rocks.h"

#include <cstdint>
#include <string>
#include <vector>

namespace kreisblick::potentials {

/// \file
/// A traffic light for borehole heat exchangers after the rules of Hesse (requirements of the state, decree of 21 March 2014; site
/// assessment of the HLNUG): water and spa protection areas as published, unfavourable ground by general knowledge. It is no permit: every
/// probe needs one under water law. Where the HLNUG's own site assessment is at hand, that one counts.

/// What is found at a place, by weight: of several findings the last counts. What nobody looked at weighs as much as the worst it could
/// hide: unknown geology less than unfavourable ground, unknown protection more. The numbers are the codes of the layer.
enum class BoreholeFinding : std::uint8_t {
    Favourable = 1,
    GeologyUnchecked = 2,
    Karst = 3,       ///< unfavourable: case by case
    Evaporite = 4,   ///< unfavourable: gypsum, anhydrite or salt within the probe's length
    OuterSpa = 5,    ///< unfavourable: outer or quantitative zone
    OuterWater = 6,  ///< unfavourable: zone IIIB
    SpaUnchecked = 7,
    WaterUnchecked = 8,
    InnerSpa = 9,     ///< inadmissible
    InnerWater = 10,  ///< inadmissible: zones I, II, III, IIIA
};
enum class BoreholeLight { Favourable, Unchecked, Unfavourable, Inadmissible };
[[nodiscard]] BoreholeLight light_of(BoreholeFinding finding);
/// The light's word and the reason.
[[nodiscard]] core::Words words_of(BoreholeFinding finding);
/// The sentence that belongs beside every light.
[[nodiscard]] core::Words no_permit_sentence();

/// How a protection area's zone is to be read.
struct ZoneReading {
    bool is_outer = false;
    bool is_known = false;  ///< else the text names no zone; it is then taken for an inner one
};
/// "III A", "Zone II", "3b", "III/2": IIIB, III/2 and IV are outer zones.
[[nodiscard]] ZoneReading read_water_zone(const std::string& text);
/// The same, and the quantitative zones A–D, which are outer ones.
[[nodiscard]] ZoneReading read_spa_zone(const std::string& text);

/// What the rocks within a probe's length mean; GeologyUnchecked for the unknown rock.
[[nodiscard]] BoreholeFinding finding_of(const RockTable& table, RockTable::Index rock, double length_m);

}  // namespace kreisblick::potentials
