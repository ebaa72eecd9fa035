#pragma once

#include "engine/facilities.h"
#include "engine/session.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kreisblick::engine {

/// One line of a house's card.
struct CardEntry {
    enum class State {
        Known,
        Unknown,      ///< somebody looked, or the data are not there: text says why
        NotComputed,  ///< this district, or this program, has no layer that would tell
    };
    std::string id;  ///< vacancy, age, timber_frame, monument, heat_demand, roof, ground, street_heat, stop, shop, school, flood
    core::Words title;
    State state = State::NotComputed;
    std::optional<double> value{};
    std::optional<std::pair<double, double>> range{};
    std::string unit{};
    std::string text{};
    std::string source{};
    std::string date{};
};

/// What is known of one house, joined from all layers.
struct HouseCard {
    std::string building;
    std::string address;
    geo::Point place;
    std::string case_id;  ///< in the register; empty where there is none
    std::vector<CardEntry> entries;
};

/// The card of a building by its id, or of the house of a case by the case's id. Not for the public: an Error.
[[nodiscard]] core::Result<HouseCard> make_house_card(const Session& session, const std::string& building, core::Language language);

}  // namespace kreisblick::engine
