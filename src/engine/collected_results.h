#pragma once

#include "potentials/results.h"

#include <map>
#include <mutex>
#include <optional>
#include <vector>

namespace kreisblick::engine {

/// Results in memory: some bands, cut to a window of the grid they are computed on.
class CollectedResults : public potentials::Results {
  public:
    /// wanted: a window of the grid, its edges on the grid's.
    CollectedResults(const geo::GridSpec& grid, const geo::GridSpec& wanted, const std::vector<std::string>& bands);

    [[nodiscard]] bool wants(const std::string& band) const override { return m_rasters.contains(band); }
    void put_rows(const std::string& band, int first_row, std::span<const float> values) override;
    void put_features(geo::FeatureTable features) override {
        const std::scoped_lock lock(m_mutex);
        m_features = std::move(features);
    }
    void note(const core::Words& words) override;
    void figure(model::Figure figure) override;
    void uncertainty(const std::string& band, double relative) override;

    [[nodiscard]] geo::Raster<float> take(const std::string& band) { return std::move(m_rasters.at(band)); }
    [[nodiscard]] geo::FeatureTable take_features() { return std::move(m_features); }
    [[nodiscard]] const std::vector<core::Words>& notes() const { return m_notes; }
    [[nodiscard]] const std::vector<model::Figure>& figures() const { return m_figures; }
    [[nodiscard]] const std::map<std::string, double>& uncertainties() const { return m_uncertainties; }

  private:
    int m_width, m_first_column, m_first_row;
    std::map<std::string, geo::Raster<float>> m_rasters;
    geo::FeatureTable m_features;
    std::mutex m_mutex;
    std::vector<core::Words> m_notes;
    std::vector<model::Figure> m_figures;
    std::map<std::string, double> m_uncertainties;  // by band
};

}  // namespace kreisblick::engine
