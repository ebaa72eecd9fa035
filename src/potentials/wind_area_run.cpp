#include "potentials/wind_area_run.h"

#include "potentials/wind_speed.h"
#include "potentials/wind_targets.h"

namespace kreisblick::potentials {

core::Result<WindAreaRun> WindAreaRun::prepare(const Inputs& inputs, const WindAreaOptions& options, const core::Job& job) {
    WindAreaRun run;
    run.m_options = options;
    KREISBLICK_TRY(run.m_ground, kept_wind_area_ground(inputs, job));
    const auto wind = inputs.parts.find("wind_speed");
    if (wind == inputs.parts.end() || wind->second.empty()) return run;
    KREISBLICK_TRY(const auto kept, kept_wind(inputs, job));
    run.m_speed = std::make_shared<const geo::Raster<float>>(kept->field.speed_at(k_speed_height_m, k_hills_exponent));
    run.m_rows = std::make_shared<const RowSampler>(*run.m_speed, inputs.grid);
    return run;
}

core::Result<WindAreaSums> WindAreaRun::compute(const WindAreaSink& sink, const core::Job& job) const {
    return wind_area(*m_ground, m_rows.get(), m_options, sink, job);
}

void WindAreaRun::tell(const WindAreaSums& sums, Results& results) const {
    results.figure({"allowed_ha", {"Zulässig", "Allowed"}, sums.allowed_ha, "ha"});
    const double goal_ha = sums.district_ha * k_state_goal;
    results.figure({"goal_share", {"Anteil am 2-%-Ziel", "Share of the 2 % goal"}, goal_ha > 0 ? 100 * sums.allowed_ha / goal_ha : 0, "%"});
    results.figure({"unchecked_ha", {"Nicht geprüft", "Not checked"}, sums.unchecked_ha, "ha"});
    results.figure({"excluded_ha", {"Ausgeschlossen", "Excluded"}, sums.excluded_ha, "ha"});
    for (const core::Words& note : m_ground->notes) results.note(note);
    note_unchecked(results, unchecked_wind_rules(*m_ground, m_rows != nullptr, m_options));
    results.note(
        {"Vorprüfung, keine Genehmigung; Vogelhorste, Flugplätze, Radar und Denkmäler prüft erst das Verfahren, soweit hier "
         "keine Regel für sie gilt",
         "A screening, no permit; nests of birds, airfields, radar and monuments are checked in the procedure where no rule here "
         "speaks of them"});
}

}  // namespace kreisblick::potentials
