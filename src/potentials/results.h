#pragma once

#include "core/words.h"
#include "geo/feature_table.h"
#include "geo/raster.h"
#include "model/figure.h"

#include <span>
#include <string>
#include <utility>

namespace kreisblick::potentials {

/// A band that a method gives.
struct BandDeclaration {
    std::string name;
    std::string unit;
};

/// Where a method puts what it finds, a few rows at a time, so that a district's many bands never have to lie in memory together.
/// All calls are safe from several threads.
class Results {
  public:
    Results() = default;
    Results(const Results&) = delete;
    Results& operator=(const Results&) = delete;
    virtual ~Results() = default;

    /// Whether anybody will look at this band; the others may be left out.
    [[nodiscard]] virtual bool wants(const std::string& band) const = 0;
    /// Whole rows of the inputs' grid, from the north; rows that nobody wants are ignored. NaN = no value.
    virtual void put_rows(const std::string& band, int first_row, std::span<const float> values) = 0;
    /// Features with their values, for methods that work on features.
    virtual void put_features(geo::FeatureTable features) = 0;
    /// What must be said beside the values: an input that was replaced by a default, a rule that could not be checked.
    virtual void note(const core::Words& words) = 0;
    /// A number about the whole district; one of the same id replaces it.
    virtual void figure(model::Figure figure) = 0;
    /// Standard uncertainty of a band's values as a share of them, where it is not the one that the layer declares.
    virtual void uncertainty(const std::string& band, double relative) = 0;
};

/// Takes rows (first row, values) for one band.
[[nodiscard]] inline auto rows_into(Results& results, std::string band) {
    return [&results, band = std::move(band)](int first_row, std::span<const float> values) { results.put_rows(band, first_row, values); };
}

/// Names the rules that could not be checked, where there are any.
inline void note_unchecked(Results& results, std::span<const core::Words> rules,
                           const core::Words& beginning = {"Nicht geprüft", "Not checked"}) {
    core::Words names;
    for (const core::Words& rule : rules) {
        names.german += (names.german.empty() ? "" : ", ") + rule.german;
        names.english += (names.english.empty() ? "" : ", ") + rule.english;
    }
    if (rules.empty()) return;
    results.note({beginning.german + ", weil Daten fehlen: " + names.german, beginning.english + " for want of data: " + names.english});
}

/// Puts a whole raster.
inline void put_raster(Results& results, const std::string& band, const geo::Raster<float>& raster) {
    results.put_rows(band, 0, raster.values);
}

}  // namespace kreisblick::potentials
