#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

namespace kreisblick::ui {

/// What panels ask the window to do. Panels change nothing themselves.
struct ShowLayer {
    std::string layer;
    bool shown = true;
};
struct SetOpacity {
    std::string layer;
    double opacity = 1;
};
struct SetParameter {
    std::string layer;
    std::string parameter;
    std::string value;  ///< as methods read it
};
/// Zooms around the middle of the free map; > 1 = closer.
struct Zoom {
    double factor = 1;
};
struct ShowWholeDistrict {};
struct SwitchTheme {};
struct SwitchLanguage {};
struct ShowKeys {
    bool shown = true;
};
struct CloseCard {};
struct DismissTrouble {
    std::size_t index = 0;
};
struct SearchPlaces {
    std::string text;
};
/// To a place of those found.
struct FlyTo {
    std::size_t index = 0;
};
struct ChooseDataset {
    std::string dataset;
};
struct SetSourceCrs {
    std::string crs;
};
struct StartImport {};
struct CloseImport {};
struct CancelJob {
    std::string job;
};

struct OpenCredits {
    bool open = true;
};

using Command =
    std::variant<ShowLayer, SetOpacity, SetParameter, Zoom, ShowWholeDistrict, SwitchTheme, SwitchLanguage, ShowKeys, CloseCard,
                 DismissTrouble, OpenCredits, SearchPlaces, FlyTo, CancelJob, ChooseDataset, SetSourceCrs, StartImport, CloseImport>;
using Commands = std::vector<Command>;

}  // namespace kreisblick::ui
