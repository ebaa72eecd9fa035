#pragma once

#include "core/result.h"
#include "core/words.h"

#include <filesystem>
#include <string>
#include <vector>

namespace kreisblick::model {

/// Power over wind speed in standard air.
struct CurvePoint {
    double speed_m_s = 0;
    double power_kw = 0;
};

/// A type of wind turbine: how large it is and what it gives at which wind. One file in assets/turbines/, or a curve of one's own.
struct Turbine {
    std::string id;  ///< "E-141/4200"
    core::Words title;
    double rotor_m = 0;
    double rated_kw = 0;
    double hub_m = 0;               ///< a usual height of the hub
    std::vector<CurvePoint> curve;  ///< sorted by speed; linear between, 0 outside
    std::string source;

    /// Power in kW at a wind speed in standard air.
    [[nodiscard]] double power_kw(double speed_m_s) const;
    [[nodiscard]] double rotor_area_m2() const;
};

/// All types in a folder, by id; one broken file is an Error that names file and line.
[[nodiscard]] core::Result<std::vector<Turbine>> read_turbines(const std::filesystem::path& folder);

}  // namespace kreisblick::model
