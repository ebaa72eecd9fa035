#include "cli/bench/grass.h"

#include "io/export.h"
#include "io/whole_raster.h"

#include <algorithm>

namespace kreisblick::cli {

core::Result<GrassRoom> GrassRoom::make(const std::filesystem::path& folder, const geo::Raster<float>& heights, const std::string& crs) {
    std::filesystem::create_directories(folder);
    const std::string heights_file = (folder / "heights.tif").string();
    KREISBLICK_CHECK(io::write_geotiff(heights_file, crs, {{"heights", "m", heights}}, "made for measuring"));
    GrassRoom room(folder, heights.grid);
    KREISBLICK_TRY([[maybe_unused]] const ProcessTime made, time_process({"grass", "-c", heights_file, "-e", (folder / "room").string()}));
    const std::vector<std::vector<std::string>> commands{
        {"r.in.gdal", "input=" + heights_file, "output=heights"},
        {"g.region", "raster=heights"},
        {"r.slope.aspect", "elevation=heights", "slope=slope", "aspect=aspect"},
    };
    for (const auto& command : commands) {
        KREISBLICK_TRY([[maybe_unused]] const ProcessTime taken, room.run(command));
    }
    return room;
}

core::Result<ProcessTime> GrassRoom::run(const std::vector<std::string>& command) const {
    std::vector<std::string> words{"grass", (m_folder / "room" / "PERMANENT").string(), "--exec"};
    words.insert(words.end(), command.begin(), command.end());
    return time_process(words);
}

core::Result<double> GrassRoom::seconds_of(const std::vector<std::string>& command) const {
    KREISBLICK_TRY(const ProcessTime start, run({"true"}));
    KREISBLICK_TRY(const ProcessTime taken, run(command));
    return std::max(taken.seconds - start.seconds, 0.0);
}

core::Result<geo::Raster<float>> GrassRoom::read(const std::string& map) const {
    const std::filesystem::path file = m_folder / (map + ".tif");
    KREISBLICK_TRY([[maybe_unused]] const ProcessTime taken,
                   run({"r.out.gdal", "-f", "input=" + map, "output=" + file.string(), "type=Float32", "nodata=-9999", "--overwrite"}));
    KREISBLICK_TRY(geo::SourceRaster source, io::read_whole_raster(file));
    geo::Raster<float> raster(m_grid);
    if (source.grid.width != m_grid.width || source.grid.height != m_grid.height)
        return core::fail("GRASS gave {} × {} cells back for {} × {}", source.grid.width, source.grid.height, m_grid.width, m_grid.height);
    raster.values = std::move(source.values);
    return raster;
}

}  // namespace kreisblick::cli
