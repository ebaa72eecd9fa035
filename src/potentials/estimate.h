#pragma once

namespace kreisblick::potentials {

/// A value with its range: low and high enclose it with about two chances in three (one standard uncertainty to each side) unless its
/// source says otherwise.
struct Estimate {
    double low = 0;
    double mid = 0;
    double high = 0;

    friend bool operator==(const Estimate&, const Estimate&) = default;
};

}  // namespace kreisblick::potentials
