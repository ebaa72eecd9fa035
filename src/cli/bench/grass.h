#pragma once

#include "cli/bench/stopwatch.h"
#include "geo/raster.h"

#include <filesystem>
#include <string>
#include <vector>

namespace kreisblick::cli {

/// GRASS GIS as another program to measure against, where it is installed: a location for one grid of heights, in a folder that the caller
/// throws away.
class GrassRoom {
  public:
    /// Takes the heights in, with slope and aspect. An Error if GRASS cannot.
    [[nodiscard]] static core::Result<GrassRoom> make(const std::filesystem::path& folder, const geo::Raster<float>& heights,
                                                      const std::string& crs);

    /// What a GRASS command takes, without GRASS's own start.
    [[nodiscard]] core::Result<double> seconds_of(const std::vector<std::string>& command) const;
    /// A raster map on the grid of the heights.
    [[nodiscard]] core::Result<geo::Raster<float>> read(const std::string& map) const;

  private:
    GrassRoom(std::filesystem::path folder, const geo::GridSpec& grid) : m_folder(std::move(folder)), m_grid(grid) {}
    [[nodiscard]] core::Result<ProcessTime> run(const std::vector<std::string>& command) const;

    std::filesystem::path m_folder;
    geo::GridSpec m_grid;
};

}  // namespace kreisblick::cli
