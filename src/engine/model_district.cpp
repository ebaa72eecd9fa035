#include "engine/model_district.h"

#include "fiction/fiction.h"
#include "io/district_file.h"
#include "io/unfinished_file.h"

namespace kreisblick::engine {
namespace {

io::PartContent stored(fiction::Part part) {
    io::PartContent content{std::move(part.record), {}};
    if (auto* features = std::get_if<geo::FeatureTable>(&part.content)) {
        content.content = std::move(*features);
        return content;
    }
    std::vector<io::BandContent> bands;
    for (fiction::Band& band : std::get<std::vector<fiction::Band>>(part.content))
        bands.push_back({std::move(band.name), std::move(band.unit), std::move(band.raster)});
    content.content = std::move(bands);
    return content;
}

/// A job whose progress is the second half of another's.
core::Job second_half(const core::Job& job) {
    return {job.stop, [&job](double share, const std::string& doing) { job.progress(0.5 + share / 2, doing); }};
}

core::Result<model::District> make(const std::filesystem::path& path, const fiction::Options& options, const core::Job& job) {
    KREISBLICK_TRY(io::UnfinishedFile unfinished, io::UnfinishedFile::beside(path));
    KREISBLICK_TRY(fiction::Fiction invented, fiction::invent(options, job));
    KREISBLICK_TRY(io::DistrictFile file, io::DistrictFile::create(unfinished.path(), invented.district));
    std::vector<io::PartContent> parts;
    for (fiction::Part& part : invented.parts) parts.push_back(stored(std::move(part)));
    KREISBLICK_CHECK(file.replace_parts(std::move(parts), second_half(job)));
    KREISBLICK_CHECK(unfinished.finish());
    return file.district();
}

}  // namespace

core::Result<model::District> make_model_district(const std::filesystem::path& path, const fiction::Options& options,
                                                  const core::Job& job) {
    std::error_code ignored;
    if (std::filesystem::exists(path, ignored))
        return core::fail("cannot make the model district {}: a file of that name exists", path.string());
    auto district = make(path, options, job);
    if (!district) return core::fail("cannot make the model district {}: {}", path.string(), district.error().sentence);
    return district;
}

}  // namespace kreisblick::engine
