#include "engine/collected_results.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::engine {

CollectedResults::CollectedResults(const geo::GridSpec& grid, const geo::GridSpec& wanted, const std::vector<std::string>& bands)
    : m_width(grid.width),
      m_first_column(static_cast<int>(std::lround((wanted.x_min - grid.x_min) / grid.cell_m))),
      m_first_row(static_cast<int>(std::lround((grid.y_max - wanted.y_max) / grid.cell_m))) {
    for (const std::string& band : bands) m_rasters.emplace(band, geo::Raster<float>(wanted));
}

void CollectedResults::put_rows(const std::string& band, int first_row, std::span<const float> values) {
    const auto found = m_rasters.find(band);
    if (found == m_rasters.end()) return;
    geo::Raster<float>& raster = found->second;
    const int rows = static_cast<int>(values.size()) / m_width;
    const int begin = std::max(first_row, m_first_row), end = std::min(first_row + rows, m_first_row + raster.grid.height);
    for (int row = begin; row < end; ++row) {
        const auto from = values.begin() + (static_cast<std::ptrdiff_t>(row - first_row) * m_width + m_first_column);
        std::copy_n(from, raster.grid.width, raster.values.begin() + raster.grid.index(0, row - m_first_row));
    }
}

void CollectedResults::note(const core::Words& words) {
    const std::scoped_lock lock(m_mutex);
    const auto same = [&](const core::Words& said) { return said.german == words.german; };
    if (std::none_of(m_notes.begin(), m_notes.end(), same)) m_notes.push_back(words);
}

void CollectedResults::uncertainty(const std::string& band, double relative) {
    const std::scoped_lock lock(m_mutex);
    m_uncertainties[band] = relative;
}

void CollectedResults::figure(model::Figure figure) {
    const std::scoped_lock lock(m_mutex);
    const auto same = [&](const model::Figure& told) { return told.id == figure.id; };
    const auto found = std::find_if(m_figures.begin(), m_figures.end(), same);
    if (found == m_figures.end())
        m_figures.push_back(std::move(figure));
    else
        *found = std::move(figure);
}

}  // namespace kreisblick::engine
