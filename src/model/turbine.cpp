#include "model/turbine.h"

#include "model/toml_reader.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kreisblick::model {
namespace {

core::Result<Turbine> read_turbine(const std::filesystem::path& file) {
    Turbine turbine;
    KREISBLICK_CHECK(read_toml(file, [&](TomlReader& reader) {
        turbine.id = reader.required_text("id");
        turbine.title = reader.words("title");
        turbine.rotor_m = reader.number("rotor_m");
        turbine.rated_kw = reader.number("rated_kw");
        turbine.hub_m = reader.number("hub_m");
        turbine.source = reader.required_text("source");
        for (const auto& [speed, power] : reader.number_pairs("curve")) turbine.curve.push_back({speed, power});
        if (turbine.rotor_m <= 0 || turbine.rated_kw <= 0) reader.fault("rotor_m", "rotor_m and rated_kw must be above 0");
        if (turbine.curve.size() < 2) reader.fault("curve", "a power curve has at least two points [m/s, kW]");
        const auto slower = [](const CurvePoint& a, const CurvePoint& b) { return a.speed_m_s < b.speed_m_s; };
        if (!std::is_sorted(turbine.curve.begin(), turbine.curve.end(), slower)) reader.fault("curve", "the speeds must rise");
    }));
    return turbine;
}

}  // namespace

double Turbine::power_kw(double speed_m_s) const {
    if (curve.empty() || !(speed_m_s >= curve.front().speed_m_s) || speed_m_s > curve.back().speed_m_s) return 0;
    const auto above = std::upper_bound(curve.begin(), curve.end(), speed_m_s,
                                        [](double speed, const CurvePoint& point) { return speed < point.speed_m_s; });
    if (above == curve.end()) return curve.back().power_kw;
    const CurvePoint &left = *(above - 1), &right = *above;
    return std::lerp(left.power_kw, right.power_kw, (speed_m_s - left.speed_m_s) / (right.speed_m_s - left.speed_m_s));
}

double Turbine::rotor_area_m2() const { return std::numbers::pi / 4 * rotor_m * rotor_m; }

core::Result<std::vector<Turbine>> read_turbines(const std::filesystem::path& folder) {
    std::error_code fault;
    std::vector<Turbine> turbines;
    for (const auto& entry : std::filesystem::directory_iterator(folder, fault)) {
        if (entry.path().extension() != ".toml") continue;
        KREISBLICK_TRY(Turbine turbine, read_turbine(entry.path()));
        turbines.push_back(std::move(turbine));
    }
    if (fault) return core::fail("cannot read the folder of turbines {}: {}", folder.string(), fault.message());
    std::sort(turbines.begin(), turbines.end(), [](const Turbine& a, const Turbine& b) { return a.id < b.id; });
    return turbines;
}

}  // namespace kreisblick::model
