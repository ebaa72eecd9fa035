#pragma once

#include <optional>
#include <string_view>

namespace kreisblick::potentials {

/// \file
/// Soil washed off by rain: the universal soil loss equation A = R · K · L · S · C · P in t/(ha·a), as used in Germany (ABAG).
/// Sources: Wischmeier and Smith 1978 (USDA Handbook 537); Schwertmann, Vogl and Kainz 1987; DIN 19708; Nearing 1997; McCool and others
/// 1987 and 1989; Moore and Burch 1986; Desmet and Govers 1996; HLNUG, Bodenerosionsatlas Hessen.

// --- R: how hard it rains, N/h ---

/// Hesse, from precipitation May to October in mm (BGR rule 3.11 b).
[[nodiscard]] double rain_factor_of_summer(double summer_mm);
/// From the year's precipitation in mm (Sauerborn 1994).
[[nodiscard]] double rain_factor_of_year(double year_mm);
/// Rain grows more erosive: the factor of a later year, as a multiple (HLNUG with DWD's RADKLIM: 1.415 % a year).
[[nodiscard]] double rain_factor_growth(double years);

// --- K: how easily the soil is washed off ---

/// From the Bodenschätzung: its soil type ("lS", "sL", …), origin ("D", "Al", "Lö", "V") and state (1 … 7, which counts for L and LT).
/// The printed table is known to ± 0.05. Nothing where it has no value.
[[nodiscard]] std::optional<double> soil_factor(std::string_view soil_type, std::string_view origin, int state = 4);
/// Where nothing is known: between sandy loam and loam of most origins.
inline constexpr double k_usual_soil_factor = 0.40;

// --- S: how steep; slopes as rise over run in percent ---

enum class SlopeFormula {
    WischmeierSmith,  ///< 1978
    Nearing,          ///< 1997, as in DIN 19708
    McCool,           ///< 1987, as in RUSLE: breaks at 9 %
};
[[nodiscard]] double slope_factor(double slope_percent, SlopeFormula formula = SlopeFormula::Nearing);

// --- L: how long ---

/// The exponent of the slope length: by steps of the slope (Wischmeier and Smith), or growing with it (McCool 1989).
[[nodiscard]] double length_exponent(double slope_percent);
[[nodiscard]] double length_exponent_mccool(double slope_percent);
/// For a slope length in metres.
[[nodiscard]] double length_factor(double length_m, double exponent);
/// For a cell that water flows into from an area above (Desmet and Govers); aspect_rad: any direction, only its angle to the cells' edges
/// counts.
[[nodiscard]] double length_factor_of_inflow(double inflow_m2, double cell_m, double aspect_rad, double exponent);
/// L and S in one, from the catchment area per metre of contour (Moore and Burch), m²/m = m. Without the factor 1.4 that some programs add.
[[nodiscard]] double topographic_factor(double specific_catchment_m, double slope_percent);

// --- C ---

/// What Hesse's erosion atlas reckons with everywhere: winter wheat.
inline constexpr double k_reference_cover_factor = 0.12;
inline constexpr double k_grassland_cover_factor = 0.004;
inline constexpr double k_forest_cover_factor = 0.003;

// --- A ---

struct ErosionFactors {
    double rain = 0;
    double soil = 0;
    double length = 1;
    double slope = 0;
    double cover = k_reference_cover_factor;
    double practice = 1;  ///< P: 1 = ploughed up and down
};
/// t/(ha·a)
[[nodiscard]] double soil_loss(const ErosionFactors& factors);

/// Hesse's classes of the loss under winter wheat (E0 … E6.3): 0 = E0 … 5 = E5, 6 … 8 = E6.1 … E6.3.
[[nodiscard]] int erosion_class(double soil_loss_t_ha);
/// "E0" … "E6.3"
[[nodiscard]] std::string_view erosion_class_name(int erosion_class);
/// Hesse's classes of what bare ground would lose, R · K · S: 0 … 8.
[[nodiscard]] int natural_erosion_class(double soil_loss_t_ha);

}  // namespace kreisblick::potentials
