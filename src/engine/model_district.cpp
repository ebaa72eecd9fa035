#include "engine/model_district.h"

#include "fiction/fiction.h"
#include "io/district_file.h"
#include "io/register_file.h"
#include "io/unfinished_file.h"

#include <algorithm>
#include <map>

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

/// The part of a dataset among what was invented; null if there is none.
const geo::FeatureTable* table_of(const fiction::Fiction& invented, const std::string& dataset) {
    for (const fiction::Part& part : invented.parts)
        if (part.record.dataset == dataset) return std::get_if<geo::FeatureTable>(&part.content);
    return nullptr;
}

/// The invented vacancies as cases of the register, each at its invented house.
io::CaseBatch invented_cases(const geo::FeatureTable& vacancies, const geo::FeatureTable& buildings) {
    std::map<std::string, std::size_t> row_of;
    for (std::size_t row = 0; row < buildings.size(); ++row) row_of[buildings.text(row, "id")] = row;
    io::CaseBatch batch{"Kreisblick", "2024-01-01T00:00:00.000Z", {}};
    for (std::size_t row = 0; row < vacancies.size(); ++row) {
        using model::CaseField;
        io::NewCase one;
        const auto set = [&one](CaseField field, std::string value) { one.values.push_back({field, std::move(value)}); };
        set(CaseField::Building, vacancies.text(row, "building"));
        if (const auto house = row_of.find(vacancies.text(row, "building")); house != row_of.end()) {
            const std::string street = buildings.text(house->second, "street"), city = buildings.text(house->second, "city");
            const geo::Point place = buildings.extent(house->second).centre();
            set(CaseField::Address, street.empty() ? city : street + ", " + city);
            set(CaseField::X, fmt::format("{:.1f}", place.x));
            set(CaseField::Y, fmt::format("{:.1f}", place.y));
        }
        set(CaseField::Status, model::to_string(model::CaseStatus::Checked));
        set(CaseField::Extent, vacancies.text(row, "state") == "vacant" ? "whole" : "part");
        set(CaseField::Since, vacancies.text(row, "since"));
        set(CaseField::Source, "Modelldaten");
        batch.new_cases.push_back(std::move(one));
    }
    return batch;
}

/// Enters the invented vacancies; they leave the parts, which hold what is no case.
core::Result<void> store_cases(const std::filesystem::path& path, fiction::Fiction& invented) {
    const geo::FeatureTable *vacancies = table_of(invented, "register"), *buildings = table_of(invented, "buildings");
    if (!vacancies || !buildings) return {};
    KREISBLICK_TRY(io::RegisterFile cases, io::RegisterFile::open(path));
    const auto internal = model::Audience::internal().as<model::Internal>();
    KREISBLICK_TRY([[maybe_unused]] const std::size_t entered, cases.store(*internal, invented_cases(*vacancies, *buildings)));
    std::erase_if(invented.parts, [](const fiction::Part& part) { return part.record.dataset == "register"; });
    return {};
}

core::Result<model::District> make(const std::filesystem::path& path, const fiction::Options& options, const core::Job& job) {
    KREISBLICK_TRY(io::UnfinishedFile unfinished, io::UnfinishedFile::beside(path));
    KREISBLICK_TRY(fiction::Fiction invented, fiction::invent(options, job));
    KREISBLICK_TRY(io::DistrictFile file, io::DistrictFile::create(unfinished.path(), invented.district));
    KREISBLICK_CHECK(store_cases(unfinished.path(), invented));
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
