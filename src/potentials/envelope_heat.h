#pragma once

namespace kreisblick::potentials {

/// \file
/// Room heat of a year from a building's envelope: TABULA's seasonal method (Loga & Diefenbach 2013) with the German standard climate.

/// What leaves and enters a building.
struct Envelope {
    double transmission_w_k = 0;  ///< heat-transfer coefficient of walls, roof, floor and windows
    double ventilation_w_k = 0;
    double reference_m2 = 0;  ///< energy reference area
    double window_east_m2 = 0;
    double window_south_m2 = 0;
    double window_west_m2 = 0;
    double window_north_m2 = 0;
    double glass = 0.75;  ///< total energy transmittance of the windows, straight on
};

/// The heating season; the values are Germany's.
struct HeatingSeason {
    double inside_c = 20;
    double outside_c = 4.4;  ///< mean of the days that are heated
    double days = 222;
};

enum class HouseSize { OneFamily, SeveralFamilies };

/// Useful room heat, kWh per m² of reference area and year.
[[nodiscard]] double room_heat_kwh_m2(const Envelope& envelope, HouseSize size = HouseSize::OneFamily, const HeatingSeason& season = {});

}  // namespace kreisblick::potentials
