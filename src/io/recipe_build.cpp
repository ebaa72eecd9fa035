// A whole district from a recipe.
#include "io/import.h"

#include <algorithm>

namespace kreisblick::io {
namespace {

/// The edges of a new district's grid lie on multiples of this many cells, so that neighbouring districts share theirs.
constexpr double k_snap_cells = 100;

/// "Elevation (elevation)": how messages name a dataset.
std::string titled(const model::DatasetCatalogue& catalogue, const std::string& dataset) {
    const model::DatasetDeclaration* declaration = catalogue.find(dataset);
    return declaration ? fmt::format("{} ({})", declaration->title.in(core::Language::English), dataset) : dataset;
}

std::string cost_of(const model::DatasetCatalogue& catalogue, const std::string& dataset) {
    const model::DatasetDeclaration* declaration = catalogue.find(dataset);
    return declaration ? declaration->cost_of_absence.in(core::Language::English) : std::string{};
}

/// The spec with its files looked up in the data folder.
model::ImportSpec located(model::ImportSpec spec, const std::filesystem::path& data_folder) {
    spec.file = data_folder / spec.file;
    if (spec.level) spec.level->file = (data_folder / spec.level->file).string();
    return spec;
}

std::string missing_file_warning(const model::DatasetCatalogue& catalogue, const model::ImportSpec& spec) {
    const std::string cost = cost_of(catalogue, spec.dataset);
    return fmt::format("{}, part {}: there is no file {}{}", titled(catalogue, spec.dataset), spec.part, spec.file.string(),
                       cost.empty() ? "" : "; without it: " + cost);
}

/// Imports one entry; what goes wrong with it becomes a warning, so that one bad file does not cost the district.
void import_entry(DistrictFile& file, const model::DatasetCatalogue& catalogue, const model::ImportSpec& spec, const core::Job& job,
                  ImportReport& report) {
    std::error_code ignored;
    if (!std::filesystem::exists(spec.file, ignored)) return report.warnings.push_back(missing_file_warning(catalogue, spec));
    auto imported = import_into(file, catalogue, spec, job);
    if (!imported)
        return report.warnings.push_back(
            fmt::format("{}, part {}: {}", titled(catalogue, spec.dataset), spec.part, imported.error().sentence));
    report.parts.insert(report.parts.end(), imported->parts.begin(), imported->parts.end());
    report.warnings.insert(report.warnings.end(), imported->warnings.begin(), imported->warnings.end());
}

/// A job that reports its progress as the index-th of count steps.
core::Job step_of(const core::Job& job, std::size_t index, std::size_t count) {
    return {job.stop, [&job, index, count](double share, const std::string& doing) {
                job.progress((static_cast<double>(index) + share) / static_cast<double>(count), doing);
            }};
}

core::Result<model::District> planned(const model::Recipe& recipe, const std::filesystem::path& data_folder) {
    model::District district;
    district.name = recipe.name;
    district.crs = recipe.crs;
    district.rim_m = recipe.rim_m;
    KREISBLICK_TRY(district.boundary, read_boundary(data_folder / recipe.boundary_file, recipe.boundary_layer, recipe.crs));
    district.grid = district_grid(district.boundary.extent(), recipe.cell_m, recipe.rim_m);
    return district;
}

/// Removes the unfinished district when the build does not come to its end.
class Partial {
  public:
    explicit Partial(std::filesystem::path path) : m_path(std::move(path)) { remove(); }
    ~Partial() { remove(); }
    Partial(const Partial&) = delete;
    Partial& operator=(const Partial&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

  private:
    void remove() const {
        std::error_code ignored;
        std::filesystem::remove(m_path, ignored);
        std::filesystem::remove(m_path.string() + "-journal", ignored);
    }
    std::filesystem::path m_path;
};

}  // namespace

geo::GridSpec district_grid(const geo::Extent& district, double cell_m, double rim_m) {
    return geo::GridSpec::covering(district.grown(rim_m), cell_m, cell_m * k_snap_cells);
}

core::Result<ImportReport> build_from_recipe(const std::filesystem::path& path, const model::Recipe& recipe,
                                             const model::DatasetCatalogue& catalogue, const std::filesystem::path& data_folder,
                                             const core::Job& job) {
    std::error_code fault;
    if (std::filesystem::exists(path, fault)) return core::fail("cannot build the district {}: a file of that name exists", path.string());
    if (!std::filesystem::is_directory(data_folder, fault))
        return core::fail("cannot build the district {}: there is no folder {} with its data", path.string(), data_folder.string());
    KREISBLICK_TRY(const model::District district, planned(recipe, data_folder));
    const Partial partial(path.string() + ".partial");
    KREISBLICK_TRY(DistrictFile file, DistrictFile::create(partial.path(), district));
    ImportReport report;
    for (std::size_t index = 0; index < recipe.imports.size(); ++index) {
        if (job.stopped()) return core::fail("building the district {} was stopped", path.string());
        const model::ImportSpec spec = located(recipe.imports[index], data_folder);
        job.progress(static_cast<double>(index) / static_cast<double>(recipe.imports.size()), titled(catalogue, spec.dataset));
        import_entry(file, catalogue, spec, step_of(job, index, recipe.imports.size()), report);
    }
    if (job.stopped()) return core::fail("building the district {} was stopped", path.string());
    std::filesystem::rename(partial.path(), path, fault);
    if (fault) return core::fail("cannot give the district its name {}: {}", path.string(), fault.message());
    return report;
}

}  // namespace kreisblick::io
