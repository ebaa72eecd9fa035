#include "model/dark_ramps.h"

#include <vector>

namespace kreisblick::model {
namespace {

/// How light a colour looks, roughly: enough to compare the two ends of a ramp.
int lightness(Colour colour) { return 2 * colour.red + 5 * colour.green + colour.blue; }

bool begins_pale(const Ramp& ramp) { return !ramp.is_diverging() && lightness(ramp.at(0)) > lightness(ramp.at(1)); }

}  // namespace

Looks with_ramps_for_dark_ground(const Looks& looks) {
    Looks dark = looks;
    for (auto& [id, ramp] : dark.ramps) {
        if (!begins_pale(ramp)) continue;
        const std::vector<Colour> backwards(ramp.colours().rbegin(), ramp.colours().rend());
        ramp = Ramp::from_stops(id, backwards);
    }
    return dark;
}

}  // namespace kreisblick::model
