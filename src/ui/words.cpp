#include "ui/words.h"

#include <fmt/format.h>

#include <cmath>

namespace kreisblick::ui {
namespace {

const std::string& nature_text(model::Nature nature, const model::Speech& speech) {
    switch (nature) {
        case model::Nature::Measured: return speech.say("card.measured");
        case model::Nature::Modelled: return speech.say("card.modelled");
        case model::Nature::Model: break;
    }
    return speech.say("card.model");
}

}  // namespace

std::string scale_text(double denominator, core::Language language) { return "1:" + core::significant(denominator, 3, language); }

std::string degrees_text(geo::Point degrees, const model::Speech& speech) {
    const auto text = [&](double value) { return core::number(std::abs(value), 5, speech.language()) + "°"; };
    const std::string& east = degrees.x < 0 ? speech.say("place.west") : speech.say("place.east");
    const std::string& north = degrees.y < 0 ? speech.say("place.south") : speech.say("place.north");
    return text(degrees.x) + "\u2009" + east + "  " + text(degrees.y) + "\u2009" + north;
}

std::string metres_text(geo::Point world, core::Language language) {
    return core::number(world.x, 0, language) + "  " + core::number(world.y, 0, language);
}

std::string with_unit(const std::string& number, const std::string& unit) {
    return unit.empty() || unit == "–" || unit == "-" ? number : number + "\u2009" + unit;
}

std::string origin_text(const model::Provenance& provenance, const model::Speech& speech) {
    if (provenance.source.empty()) return {};
    std::string line = provenance.source;
    const auto add = [&](const std::string& part) {
        if (!part.empty()) line += " · " + part;
    };
    add(provenance.date);
    add(provenance.licence);
    if (provenance.resolution_m > 0) {
        const std::string metres = with_unit(core::number(provenance.resolution_m, 0, speech.language()), "m");
        add(fmt::format(fmt::runtime(speech.say("card.resolution")), metres));
    }
    add(nature_text(provenance.nature, speech));
    return line;
}

}  // namespace kreisblick::ui
