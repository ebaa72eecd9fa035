#include "io/district_file.h"

#include "io/coverage_reader.h"
#include "io/district_tables.h"
#include "io/geopackage.h"
#include "io/register_tables.h"
#include "io/schema_migration.h"
#include "io/unfinished_file.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>

namespace kreisblick::io {
namespace {

/// Lower-case letters, digits and _ of a text: fit for a table's name in every program.
std::string slug(const std::string& text) {
    std::string result;
    for (const unsigned char letter : text) {
        if (std::isalnum(letter) && letter < 128)
            result += static_cast<char>(std::tolower(letter));
        else if (!result.empty() && result.back() != '_')
            result += '_';
    }
    while (!result.empty() && result.back() == '_') result.pop_back();
    return result.empty() ? "data" : result;
}

bool is_reserved(const std::string& table) {
    for (const char* prefix : {"gpkg_", "sqlite_", "rtree_", "kreisblick_"})
        if (table.rfind(prefix, 0) == 0) return true;
    return false;
}

/// A readable table name that is not in the file yet: elevation_srtm30, elevation_srtm30_2 …
core::Result<std::string> free_table_name(Database& database, const std::string& wanted) {
    const std::string stem = is_reserved(wanted) ? "data_" + wanted : wanted;
    std::string name = stem;
    for (int number = 2;; ++number) {
        KREISBLICK_TRY(const bool taken, database.has_table(name));
        if (!taken) return name;
        name = stem + "_" + std::to_string(number);
    }
}

std::string described(const model::Provenance& from) {
    std::string text = from.source;
    for (const std::string& more : {from.date, from.licence})
        if (!more.empty()) text += (text.empty() ? "" : " · ") + more;
    return text;
}

std::string titled(const model::DatasetPart& part) { return part.dataset + " · " + part.name; }

std::int64_t cells_with_data(const BandContent& band) {
    return std::visit(
        [](const auto& raster) -> std::int64_t {
            using Values = std::decay_t<decltype(raster)>;
            return std::count_if(raster.values.begin(), raster.values.end(), [](const auto value) { return Values::is_data(value); });
        },
        band.raster);
}

const geo::GridSpec& grid_of(const BandContent& band) {
    return std::visit([](const auto& raster) -> const geo::GridSpec& { return raster.grid; }, band.raster);
}

/// Stores the bands of a raster part and enters their tables, count and grid in its record.
core::Result<void> store_bands(Database& database, int srs_id, model::DatasetPart& record, const std::vector<BandContent>& bands,
                               const core::Job& job) {
    record.bands.clear();
    record.table.clear();
    if (bands.empty()) return core::fail("the part {} has no bands", titled(record));
    record.grid = grid_of(bands[0]);
    record.count = cells_with_data(bands[0]);
    for (std::size_t index = 0; index < bands.size(); ++index) {
        const BandContent& band = bands[index];
        const std::string number = bands.size() > 1 ? fmt::format("_{:02}", index + 1) : "";
        KREISBLICK_TRY(const std::string table, free_table_name(database, slug(record.dataset + "_" + record.name) + number));
        const std::string title = bands.size() > 1 ? fmt::format("{} · {:02} {}", titled(record), index + 1, band.name) : titled(record);
        const TableLabel label{table, title, described(record.provenance), band.unit};
        job.progress(static_cast<double>(index) / static_cast<double>(bands.size()), title);
        KREISBLICK_CHECK(std::visit([&](const auto& raster) { return write_coverage(database, label, srs_id, raster, job); }, band.raster));
        record.bands.push_back({band.name, band.unit, table, std::holds_alternative<geo::Raster<std::int16_t>>(band.raster)});
    }
    return {};
}

core::Result<void> store_features(Database& database, int srs_id, model::DatasetPart& record, const geo::FeatureTable& features,
                                  const core::Job& job) {
    record.bands.clear();
    record.count = static_cast<std::int64_t>(features.size());
    record.kind = features.kind() == geo::GeometryKind::None ? model::DatasetKind::Table : model::DatasetKind::Vector;
    KREISBLICK_TRY(record.table, free_table_name(database, slug(record.dataset + "_" + record.name)));
    return write_features_table(database, {record.table, titled(record), described(record.provenance), {}}, srs_id, features, job);
}

/// Takes the tables and the record of a part out, if there is one of that name.
core::Result<void> remove_part(Database& database, const model::District& district, const model::DatasetPart& replaced) {
    for (const model::DatasetPart& part : district.parts) {
        if (part.dataset != replaced.dataset || part.name != replaced.name || part.table == k_register_table) continue;
        if (!part.table.empty()) KREISBLICK_CHECK(drop_table(database, part.table));
        for (const model::RasterBand& band : part.bands) KREISBLICK_CHECK(drop_table(database, band.table));
    }
    return delete_part(database, replaced.dataset, replaced.name);
}

core::Result<void> store_part(Database& database, const model::District& district, PartContent& part, const core::Job& job) {
    KREISBLICK_TRY(const int srs_id, require_reference_system(database, district.crs));
    KREISBLICK_CHECK(remove_part(database, district, part.record));
    if (auto* bands = std::get_if<std::vector<BandContent>>(&part.content)) {
        part.record.kind = model::DatasetKind::Raster;
        KREISBLICK_CHECK(store_bands(database, srs_id, part.record, *bands, job));
    } else {
        KREISBLICK_CHECK(store_features(database, srs_id, part.record, std::get<geo::FeatureTable>(part.content), job));
    }
    return write_part(database, part.record);
}

/// All parts in one transaction; returns the district as it stands afterwards.
core::Result<model::District> store_parts(const std::filesystem::path& path, std::vector<PartContent>& parts, const core::Job& job) {
    KREISBLICK_TRY(Database database, Database::open(path, SqliteAccess::Write));
    KREISBLICK_TRY(Transaction transaction, Transaction::begin(database));
    KREISBLICK_TRY(const model::District before, read_district(database));
    for (PartContent& part : parts) KREISBLICK_CHECK(store_part(database, before, part, job));
    KREISBLICK_TRY(model::District after, read_district(database));
    if (job.stopped()) return core::fail("it was stopped");
    KREISBLICK_CHECK(transaction.commit());
    return after;
}

/// The cause why a path cannot hold a district, found without opening it; empty if it may.
std::string obvious_fault(const std::filesystem::path& path) {
    std::error_code ignored;
    const auto status = std::filesystem::status(path, ignored);
    if (!std::filesystem::exists(status)) return "there is no such file";
    if (std::filesystem::is_directory(status)) return "it is a folder";
    std::array<char, 100> head{};
    std::ifstream file(path, std::ios::binary);
    if (!file) return "it cannot be read";
    file.read(head.data(), head.size());
    const std::string_view start(head.data(), 16);
    if (file.gcount() < 100 || start != std::string_view("SQLite format 3\0", 16)) return "it is not a GeoPackage";
    return std::string_view(head.data() + 68, 3) == "GPK" || std::string_view(head.data() + 68, 2) == "GP"
               ? ""
               : "it is an SQLite file, but not a GeoPackage";
}

/// SQLite notices a missing end only when it needs it; the head says how long the file should be.
std::string missing_end(const std::filesystem::path& path) {
    std::array<unsigned char, 32> head{};
    std::ifstream file(path, std::ios::binary);
    if (!file.read(reinterpret_cast<char*>(head.data()), head.size())) return "it cannot be read";
    const std::uintmax_t stated_page = (std::uintmax_t{head[16]} << 8) | head[17];
    const std::uintmax_t page = stated_page == 1 ? 65536 : stated_page;
    const std::uintmax_t pages =
        (std::uintmax_t{head[28]} << 24) | (std::uintmax_t{head[29]} << 16) | (std::uintmax_t{head[30]} << 8) | head[31];
    std::error_code ignored;
    const std::uintmax_t size = std::filesystem::file_size(path, ignored);
    return size < page * pages ? fmt::format("its end is missing ({} of {} bytes are there)", size, page * pages) : "";
}

/// Every table the records name must be there.
core::Result<void> check_tables(Database& database, const model::District& district) {
    for (const model::DatasetPart& part : district.parts) {
        std::vector<std::string> tables;
        if (part.kind != model::DatasetKind::Raster) tables.push_back(part.table);
        for (const model::RasterBand& band : part.bands) tables.push_back(band.table);
        for (const std::string& table : tables) {
            KREISBLICK_TRY(const bool exists, database.has_table(table));
            if (!exists) return core::fail("the table {} of {} is missing", table, titled(part));
        }
    }
    return {};
}

core::Result<void> bring_up_to_date(Database& database, int schema) {
    if (schema > model::k_schema_version)
        return core::fail("it has schema {}, made by a newer Kreisblick; this one reads up to {}", schema, model::k_schema_version);
    if (schema == model::k_schema_version) return {};
    KREISBLICK_TRY(const int reached, migrate(database, schema, migrations()));
    if (reached != model::k_schema_version) return core::fail("its schema {} is too old", schema);
    return {};
}

core::Result<model::District> load(const std::filesystem::path& path) {
    if (const std::string fault = obvious_fault(path); !fault.empty()) return core::fail("{}", fault);
    // Opened for writing where that is allowed, so that SQLite can undo a transaction that a kill left behind.
    KREISBLICK_TRY(Database database, Database::open(path, SqliteAccess::Write));
    auto schema = read_schema(database);
    if (const std::string fault = missing_end(path); !fault.empty()) return core::fail("{}", fault);
    if (!schema) return tl::unexpected(schema.error());
    KREISBLICK_CHECK(bring_up_to_date(database, *schema));
    KREISBLICK_TRY(model::District district, read_district(database));
    KREISBLICK_CHECK(check_tables(database, district));
    return district;
}

core::Result<void> write_new(const std::filesystem::path& path, const model::District& district) {
    KREISBLICK_TRY(Database database, Database::open(path, SqliteAccess::Create));
    KREISBLICK_TRY(Transaction transaction, Transaction::begin(database));
    KREISBLICK_CHECK(make_geopackage(database));
    KREISBLICK_TRY([[maybe_unused]] const int srs_id, require_reference_system(database, district.crs));
    KREISBLICK_CHECK(make_district_tables(database, district));
    return transaction.commit();
}

}  // namespace

core::Result<DistrictFile> DistrictFile::create(const std::filesystem::path& path, const model::District& district) {
    std::error_code ignored;
    if (std::filesystem::exists(path, ignored))
        return core::fail("cannot create the district {}: a file of that name exists", path.string());
    const auto make = [&]() -> core::Result<void> {
        KREISBLICK_TRY(UnfinishedFile unfinished, UnfinishedFile::beside(path));
        KREISBLICK_CHECK(write_new(unfinished.path(), district));
        return unfinished.finish();
    };
    if (const auto outcome = make(); !outcome)
        return core::fail("cannot create the district {}: {}", path.string(), outcome.error().sentence);
    return open(path);
}

core::Result<DistrictFile> DistrictFile::open(const std::filesystem::path& path) {
    auto district = load(path);
    if (!district) return core::fail("cannot open the district {}: {}", path.string(), district.error().sentence);
    DistrictFile file;
    file.m_path = path;
    file.m_district = std::move(*district);
    file.m_coverages = std::make_shared<CoverageReader>(path);
    return file;
}

DistrictFile DistrictFile::without(const std::set<std::string>& datasets, ColumnRule tells) const {
    DistrictFile file = *this;
    std::erase_if(file.m_district.parts, [&](const model::DatasetPart& part) { return datasets.contains(part.dataset); });
    file.m_tells = std::move(tells);
    return file;
}

core::Result<void> DistrictFile::replace_parts(std::vector<PartContent> parts, const core::Job& job) {
    auto district = store_parts(m_path, parts, job);
    if (!district) return core::fail("cannot store the data in {}: {}; the file is as it was", m_path.string(), district.error().sentence);
    m_district = std::move(*district);
    m_coverages = std::make_shared<CoverageReader>(m_path);
    return {};
}

core::Result<geo::FeatureTable> DistrictFile::read_features(const model::DatasetPart& part, const core::Job& job) const {
    return read_rows(part, {}, job);
}

core::Result<geo::FeatureTable> DistrictFile::read_matching(const model::DatasetPart& part, const std::string& column,
                                                            const std::string& text) const {
    return read_rows(part, {column, text}, {});
}

core::Result<geo::FeatureTable> DistrictFile::read_rows(const model::DatasetPart& part, const RowFilter& filter,
                                                        const core::Job& job) const {
    if (part.table.empty()) return core::fail("cannot read {} from {}: it holds no features", titled(part), m_path.string());
    const auto read = [&]() -> core::Result<geo::FeatureTable> {
        KREISBLICK_TRY(Database database, Database::open(m_path, SqliteAccess::Read));
        if (part.table == k_register_table) return read_register_facts(database);
        return read_features_table(database, part.table, job, filter);
    };
    auto features = read();
    if (!features) return core::fail("cannot read {} from {}: {}", titled(part), m_path.string(), features.error().sentence);
    if (m_tells) std::erase_if(features->columns(), [&](const geo::Column& column) { return !m_tells(part.dataset, column.name); });
    return features;
}

}  // namespace kreisblick::io
