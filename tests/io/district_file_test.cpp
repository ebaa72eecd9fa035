#include "io/district_file.h"

#include "io/export.h"
#include "support/small_disk.h"
#include "support/temp_folder.h"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>
#include <sqlite3.h>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <cmath>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

using namespace kreisblick;
using Catch::Approx;
using Catch::Matchers::ContainsSubstring;

namespace {

model::District small_district() {
    model::District district;
    district.name = "Test district";
    district.grid = {560000, 5680000, 10, 1300, 700};
    district.rim_m = 1000;
    district.boundary = geo::polygon_of({561000, 5674000, 572000, 5679000});
    return district;
}

/// A plane that rises by 1 per column and 10 per row, so that any cell's value can be told by heart.
geo::Raster<float> plane(const geo::GridSpec& grid) {
    geo::Raster<float> raster(grid);
    for (int row = 0; row < grid.height; ++row)
        for (int column = 0; column < grid.width; ++column) raster.at(column, row) = static_cast<float>(column + 10 * row);
    return raster;
}

io::PartContent raster_part(const std::string& dataset, const std::string& name, std::vector<io::BandContent> bands) {
    io::PartContent part;
    part.record.dataset = dataset;
    part.record.name = name;
    part.record.kind = model::DatasetKind::Raster;
    part.record.provenance = {"NASA SRTM", "public domain", "2000-02", 30, model::Nature::Measured};
    part.content = std::move(bands);
    return part;
}

io::PartContent points_part(int count) {
    geo::FeatureTable table(geo::GeometryKind::Point);
    auto& number = table.column("power_kw", geo::ColumnType::Number, "kW");
    static_cast<void>(number);
    table.column("name", geo::ColumnType::Text);
    table.column("year", geo::ColumnType::Whole);
    for (int i = 0; i < count; ++i) table.add({geo::GeometryKind::Point, {{{{560100.0 + i, 5679900.0}}, false}}});
    for (int i = 0; i < count; ++i) {
        const auto row = static_cast<std::size_t>(i);
        table.find("power_kw")->numbers[row] = i == 1 ? std::numeric_limits<double>::quiet_NaN() : i * 0.1;
        table.find("name")->texts[row] = i == 1 ? "" : "Mühle " + std::to_string(i);
        table.find("year")->numbers[row] = 1900 + i;
    }
    io::PartContent part;
    part.record.dataset = "plants";
    part.record.provenance.source = "MaStR";
    part.content = table;
    return part;
}

io::DistrictFile made(const std::filesystem::path& path) {
    auto file = io::DistrictFile::create(path, small_district());
    if (!file) FAIL(file.error().sentence);
    return std::move(*file);
}

std::string file_bytes(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Names of files in the folder, without the one named.
std::vector<std::string> others_beside(const std::filesystem::path& path) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(path.parent_path()))
        if (entry.path() != path) names.push_back(entry.path().filename().string());
    return names;
}

/// Root may write to read-only files, so a test run as root goes on as another user while this lives.
class NobodyForAWhile {
  public:
    NobodyForAWhile() : m_was_root(geteuid() == 0) {
        if (m_was_root) REQUIRE(seteuid(65534) == 0);
    }
    ~NobodyForAWhile() {
        if (m_was_root && seteuid(0) != 0) std::abort();
    }
    NobodyForAWhile(const NobodyForAWhile&) = delete;
    NobodyForAWhile& operator=(const NobodyForAWhile&) = delete;

  private:
    bool m_was_root;
};

void sql(const std::filesystem::path& path, const std::string& text) {
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &database) == SQLITE_OK);
    REQUIRE(sqlite3_exec(database, text.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(database);
}

}  // namespace

TEST_CASE("A new district file gives back what the district says of itself", "[io][district]") {
    const tests::TempFolder folder;
    const auto path = folder / "d.gpkg";
    REQUIRE(io::DistrictFile::create(path, small_district()));
    const auto file = io::DistrictFile::open(path);
    REQUIRE(file);
    CHECK(file->district().name == "Test district");
    CHECK(file->district().crs == "EPSG:25832");
    CHECK(file->district().grid == small_district().grid);
    CHECK(file->district().rim_m == 1000);
    CHECK(file->district().boundary == small_district().boundary);
    CHECK(file->district().parts.empty());
    CHECK(others_beside(path).empty());
}

TEST_CASE("Float values come back bit for bit, with their gaps", "[io][district]") {
    const tests::TempFolder folder;
    auto file = made(folder / "d.gpkg");
    geo::Raster<float> raster = plane(file.district().grid);
    raster.at(3, 4) = std::numeric_limits<float>::quiet_NaN();
    raster.at(5, 4) = 0;
    raster.at(6, 4) = -123.456f;
    REQUIRE(file.replace_parts({raster_part("elevation", "srtm30", {{"elevation", "m", raster}})}, {}));
    const model::DatasetPart& part = file.district().parts.at(0);
    CHECK(part.bands.at(0).table == "elevation_srtm30");
    CHECK(part.bands[0].unit == "m");
    CHECK(part.count == 1300 * 700 - 1);
    CHECK(part.grid == raster.grid);
    CHECK(part.provenance.licence == "public domain");
    const auto read = file.read_band(part, part.bands[0], raster.grid);
    REQUIRE(read);
    CHECK(std::isnan(read->at(3, 4)));
    std::size_t different = 0;
    for (std::size_t i = 0; i < raster.values.size(); ++i)
        if (!(read->values[i] == raster.values[i]) && !std::isnan(raster.values[i])) ++different;
    CHECK(different == 0);
}

TEST_CASE("Class codes come back whole: negative ones, zero and gaps", "[io][district]") {
    const tests::TempFolder folder;
    auto file = made(folder / "d.gpkg");
    geo::Raster<std::int16_t> codes({560000, 5680000, 10, 4, 2});
    codes.values = {-32767, -1, 0, 1, 211, 32766, geo::NoData<std::int16_t>::value, 523};
    REQUIRE(file.replace_parts({raster_part("landcover", "main", {{"class", "", codes}})}, {}));
    const model::DatasetPart& part = file.district().parts.at(0);
    CHECK(part.bands.at(0).is_class);
    const auto read = file.read_band(part, part.bands[0], codes.grid);
    REQUIRE(read);
    for (std::size_t i : {0, 1, 2, 3, 4, 5, 7}) CHECK(read->values[i] == static_cast<float>(codes.values[i]));
    CHECK(std::isnan(read->values[6]));
}

TEST_CASE("The class code that means no value inside the file is refused", "[io][district]") {
    const tests::TempFolder folder;
    auto file = made(folder / "d.gpkg");
    const auto stored = file.replace_parts(
        {raster_part("landcover", "main", {{"", "", geo::Raster<std::int16_t>({560000, 5680000, 10, 2, 2}, 32767)}})}, {});
    REQUIRE_FALSE(stored);
    CHECK_THAT(stored.error().sentence, ContainsSubstring("32767"));
    CHECK(file.district().parts.empty());
}

TEST_CASE("Coarser grids are read from overviews that hold means, finer ones bilinear", "[io][district]") {
    const tests::TempFolder folder;
    auto file = made(folder / "d.gpkg");
    const geo::GridSpec grid = file.district().grid;
    REQUIRE(file.replace_parts({raster_part("elevation", "main", {{"", "m", plane(grid)}})}, {}));
    const model::DatasetPart& part = file.district().parts.at(0);
    const auto coarse = file.read_band(part, part.bands[0], {grid.x_min, grid.y_max, 40, 5, 5});
    REQUIRE(coarse);
    // Cells 0…3 along each axis: mean column 1.5, mean row 1.5.
    CHECK(coarse->at(0, 0) == Approx(1.5 + 15));
    CHECK(coarse->at(2, 1) == Approx(9.5 + 55));
    const auto fine = file.read_band(part, part.bands[0], {grid.x_min + 100, grid.y_max - 100, 5, 4, 4});
    REQUIRE(fine);
    // Centre of the first 5 m cell lies a quarter of a cell west and north of the centre of cell (10, 10).
    CHECK(fine->at(0, 0) == Approx(110 - 0.25 - 2.5));
}

TEST_CASE("A wanted grid may lie askew and stick out", "[io][district]") {
    const tests::TempFolder folder;
    auto file = made(folder / "d.gpkg");
    const geo::GridSpec grid = file.district().grid;
    REQUIRE(file.replace_parts({raster_part("elevation", "main", {{"", "m", plane(grid)}})}, {}));
    const model::DatasetPart& part = file.district().parts.at(0);
    const auto askew = file.read_band(part, part.bands[0], {grid.x_min - 13, grid.y_max + 27, 10, 10, 10});
    REQUIRE(askew);
    CHECK(std::isnan(askew->at(0, 5)));
    CHECK(std::isnan(askew->at(5, 0)));
    // The plane is column + 10 · row; west of the first centre there is nothing to interpolate with.
    CHECK(askew->at(1, 3) == Approx(10 * 0.3));
    CHECK(askew->at(2, 4) == Approx(0.7 + 10 * 1.3));
    const auto beside = file.read_band(part, part.bands[0], {0, 100, 10, 3, 3});
    REQUIRE(beside);
    CHECK(std::isnan(beside->at(1, 1)));
}

TEST_CASE("Features keep places, values, gaps, types and units", "[io][district]") {
    const tests::TempFolder folder;
    auto file = made(folder / "d.gpkg");
    REQUIRE(file.replace_parts({points_part(3)}, {}));
    const model::DatasetPart& part = file.district().parts.at(0);
    CHECK(part.kind == model::DatasetKind::Vector);
    CHECK(part.table == "plants_main");
    CHECK(part.count == 3);
    const auto table = file.read_features(part);
    REQUIRE(table);
    REQUIRE(table->size() == 3);
    CHECK(table->kind() == geo::GeometryKind::Point);
    CHECK(table->part(2, 0)[0] == geo::Point{560102, 5679900});
    CHECK(table->number(2, "power_kw") == 0.2);
    CHECK(std::isnan(table->number(1, "power_kw")));
    CHECK(table->text(2, "name") == "Mühle 2");
    CHECK(table->text(1, "name").empty());
    CHECK(table->text(2, "year") == "1902");
    CHECK(table->find("power_kw")->unit == "kW");
}

TEST_CASE("Polygons keep their holes and parts, lines their parts, tables their rows", "[io][district]") {
    const tests::TempFolder folder;
    auto file = made(folder / "d.gpkg");
    const geo::Geometry polygon = geo::from_wkt("MULTIPOLYGON(((0 0,9 0,9 9,0 9,0 0),(2 2,2 4,4 4,2 2)),((20 0,29 0,29 9,20 0)))");
    const geo::Geometry line = geo::from_wkt("MULTILINESTRING((0 0,5 5),(7 7,8 8,9 7))");
    geo::FeatureTable polygons(geo::GeometryKind::Polygon), lines(geo::GeometryKind::Line), rows;
    polygons.add(polygon);
    lines.add(line);
    rows.column("ags", geo::ColumnType::Text);
    rows.add_row();
    rows.find("ags")->texts[0] = "06636001";
    std::vector<io::PartContent> parts(3);
    parts[0].record.dataset = "forest";
    parts[0].content = polygons;
    parts[1].record.dataset = "roads";
    parts[1].content = lines;
    parts[2].record.dataset = "statistics";
    parts[2].content = rows;
    REQUIRE(file.replace_parts(parts, {}));
    CHECK(file.read_features(file.district().parts.at(0))->geometry(0) == polygon);
    CHECK(file.read_features(file.district().parts.at(1))->geometry(0) == line);
    CHECK(file.district().parts.at(2).kind == model::DatasetKind::Table);
    CHECK(file.read_features(file.district().parts.at(2))->text(0, "ags") == "06636001");
}

TEST_CASE("A part's record travels whole", "[io][district]") {
    const tests::TempFolder folder;
    auto file = made(folder / "d.gpkg");
    io::PartContent part = points_part(2);
    part.record.priority = 7;
    part.record.provenance = {"Zensus 2011", "dl-de/by-2-0", "2011-05-09", 100, model::Nature::Modelled};
    part.record.coverage = geo::from_wkt("MULTIPOLYGON(((0 0,9 0,9 9,0 9,0 0)))");
    part.record.settings = {{"height", "140"}, {"k", "2.0"}};
    part.record.mapping = "power_kw=leistung";
    part.record.notes = {"3 features were left out", "one was mended"};
    REQUIRE(file.replace_parts({part}, {}));
    const auto again = io::DistrictFile::open(file.path());
    REQUIRE(again);
    const model::DatasetPart& read = again->district().parts.at(0);
    CHECK(read.priority == 7);
    CHECK(read.provenance.source == "Zensus 2011");
    CHECK(read.provenance.date == "2011-05-09");
    CHECK(read.provenance.resolution_m == 100);
    CHECK(read.provenance.nature == model::Nature::Modelled);
    CHECK(read.coverage == part.record.coverage);
    CHECK(read.settings == part.record.settings);
    CHECK(read.mapping == part.record.mapping);
    CHECK(read.notes == part.record.notes);
}

TEST_CASE("Importing a part again replaces that part alone and leaves nothing of it behind", "[io][district]") {
    const tests::TempFolder folder;
    auto file = made(folder / "d.gpkg");
    const geo::GridSpec grid{560000, 5680000, 10, 600, 20};
    REQUIRE(file.replace_parts(
        {raster_part("radiation_monthly", "main", {{"January", "kWh/m²", plane(grid)}, {"February", "kWh/m²", plane(grid)}}),
         points_part(5)},
        {}));
    CHECK(file.district().parts.at(1).bands.at(1).table == "radiation_monthly_main_02");
    REQUIRE(file.replace_parts({raster_part("radiation_monthly", "main", {{"January", "kWh/m²", plane(grid)}})}, {}));
    REQUIRE(file.district().parts.size() == 2);
    CHECK(file.district().parts[1].bands.at(0).table == "radiation_monthly_main");
    const auto dataset = GDALDataset::Open(file.path().c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY);
    REQUIRE(dataset);
    CHECK(dataset->GetLayerByName("plants_main")->GetFeatureCount() == 5);
    auto* left = dataset->ExecuteSQL(
        "SELECT 1 FROM gpkg_tile_matrix WHERE table_name LIKE 'radiation_monthly_main_0%' UNION ALL "
        "SELECT 1 FROM sqlite_master WHERE name LIKE '%radiation_monthly_main_0%' UNION ALL "
        "SELECT 1 FROM gpkg_2d_gridded_tile_ancillary WHERE tpudt_name LIKE 'radiation_monthly_main_0%'",
        nullptr, nullptr);
    CHECK((left == nullptr || left->GetFeatureCount() == 0));
    if (left) dataset->ReleaseResultSet(left);
    GDALClose(GDALDataset::ToHandle(dataset));
}

TEST_CASE("Other programs see names, units, CRS, gaps and overviews through GDAL", "[io][district]") {
    const tests::TempFolder folder;
    auto file = made(folder / "d.gpkg");
    geo::Raster<float> raster = plane(file.district().grid);
    raster.at(0, 0) = std::numeric_limits<float>::quiet_NaN();
    REQUIRE(file.replace_parts({raster_part("elevation", "srtm30", {{"elevation", "m", raster}}), points_part(4)}, {}));
    auto* dataset = GDALDataset::Open(("GPKG:" + file.path().string() + ":elevation_srtm30").c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY);
    REQUIRE(dataset);
    CHECK(dataset->GetRasterXSize() == 1300);
    CHECK(dataset->GetRasterYSize() == 700);
    CHECK(std::string(dataset->GetSpatialRef()->GetAuthorityCode(nullptr)) == "25832");
    GDALRasterBand* band = dataset->GetRasterBand(1);
    CHECK(band->GetRasterDataType() == GDT_Float32);
    CHECK(std::string(band->GetUnitType()) == "m");
    CHECK(band->GetOverviewCount() == 2);
    int has_no_data = 0;
    CHECK(band->GetNoDataValue(&has_no_data) == static_cast<double>(-std::numeric_limits<float>::max()));
    CHECK(has_no_data);
    CHECK(std::string(dataset->GetMetadataItem("IDENTIFIER")) == "elevation · srtm30");
    GDALClose(GDALDataset::ToHandle(dataset));
    dataset = GDALDataset::Open(file.path().c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE);
    REQUIRE(dataset);
    OGRLayer* layer = dataset->GetLayerByName("plants_main");
    REQUIRE(layer);
    CHECK(layer->GetGeomType() == wkbPoint);
    CHECK(std::string(layer->GetSpatialRef()->GetAuthorityCode(nullptr)) == "25832");
    layer->SetSpatialFilterRect(560100.5, 5679899, 560102.5, 5679901);
    CHECK(layer->GetFeatureCount() == 2);
    // An edit by another program goes through the triggers of the spatial index.
    layer->SetSpatialFilter(nullptr);
    REQUIRE(layer->DeleteFeature(2) == OGRERR_NONE);
    CHECK(layer->GetFeatureCount() == 3);
    GDALClose(GDALDataset::ToHandle(dataset));
}

TEST_CASE("What is no district is refused in a sentence that says why", "[io][district][bad]") {
    const tests::TempFolder folder;
    const auto refused = [](const std::filesystem::path& path) {
        const auto file = io::DistrictFile::open(path);
        REQUIRE_FALSE(file);
        CHECK_THAT(file.error().sentence, ContainsSubstring(path.string()));
        return file.error().sentence;
    };
    CHECK_THAT(refused(folder / "absent.gpkg"), ContainsSubstring("no such file"));
    CHECK_THAT(refused(folder.path()), ContainsSubstring("folder"));
    CHECK_THAT(refused(folder.write("text.gpkg", std::string(500, 'x'))), ContainsSubstring("not a GeoPackage"));
    CHECK_THAT(refused(folder.write("empty.gpkg", "")), ContainsSubstring("not a GeoPackage"));
    sql(folder / "plain.sqlite", "CREATE TABLE t(a)");
    CHECK_THAT(refused(folder / "plain.sqlite"), ContainsSubstring("not a GeoPackage"));
    sql(folder / "other.gpkg", "PRAGMA application_id = 1196444487; CREATE TABLE gpkg_contents(a)");
    CHECK_THAT(refused(folder / "other.gpkg"), ContainsSubstring("no Kreisblick district"));
}

TEST_CASE("A truncated or corrupt district file is refused", "[io][district][bad]") {
    const tests::TempFolder folder;
    auto file = made(folder / "d.gpkg");
    REQUIRE(file.replace_parts({points_part(2000)}, {}));
    const std::string whole = file_bytes(file.path());
    for (const double share : {0.002, 0.1, 0.5, 0.9, 0.999}) {
        const auto cut = folder.write("cut.gpkg", whole.substr(0, static_cast<std::size_t>(share * static_cast<double>(whole.size()))));
        const auto opened = io::DistrictFile::open(cut);
        REQUIRE_FALSE(opened);
        CHECK_THAT(opened.error().sentence, ContainsSubstring("cut.gpkg"));
    }
    std::string broken = whole;
    for (std::size_t i = 100; i < broken.size(); i += 97) broken[i] = static_cast<char>(broken[i] + 113);
    CHECK_FALSE(io::DistrictFile::open(folder.write("broken.gpkg", broken)));
}

TEST_CASE("A file of a newer schema is refused", "[io][district][bad]") {
    const tests::TempFolder folder;
    const auto path = made(folder / "d.gpkg").path();
    sql(path, "UPDATE kreisblick_meta SET value = '99' WHERE key = 'schema'");
    const auto file = io::DistrictFile::open(path);
    REQUIRE_FALSE(file);
    CHECK_THAT(file.error().sentence, ContainsSubstring("schema 99") && ContainsSubstring("newer"));
}

TEST_CASE("A new district does not overwrite a file and needs its folder", "[io][district][bad]") {
    const tests::TempFolder folder;
    const auto taken = folder.write("taken.gpkg", "mine");
    const auto over = io::DistrictFile::create(taken, small_district());
    REQUIRE_FALSE(over);
    CHECK_THAT(over.error().sentence, ContainsSubstring("exists"));
    CHECK(file_bytes(taken) == "mine");
    const auto nowhere = io::DistrictFile::create(folder / "absent/d.gpkg", small_district());
    REQUIRE_FALSE(nowhere);
    CHECK_THAT(nowhere.error().sentence, ContainsSubstring("no folder"));
}

TEST_CASE("A second writer gets a sentence, not a hang", "[io][district][bad]") {
    const tests::TempFolder folder;
    auto file = made(folder / "d.gpkg");
    sqlite3* other = nullptr;
    REQUIRE(sqlite3_open(file.path().c_str(), &other) == SQLITE_OK);
    REQUIRE(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
    const auto start = std::chrono::steady_clock::now();
    const auto stored = file.replace_parts({points_part(3)}, {});
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
    REQUIRE_FALSE(stored);
    CHECK_THAT(stored.error().sentence, ContainsSubstring("another program is writing"));
    sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr);
    sqlite3_close(other);
    CHECK(file.replace_parts({points_part(3)}, {}));
}

TEST_CASE("A full disk leaves the district as it was", "[io][district][bad]") {
    const tests::TempFolder folder;
    auto file = made(folder / "d.gpkg");
    REQUIRE(file.replace_parts({points_part(10)}, {}));
    geo::FeatureTable many(geo::GeometryKind::Point);
    for (int i = 0; i < 20000; ++i) many.add({geo::GeometryKind::Point, {{{{560100.0 + i, 5679900.0}}, false}}});
    io::PartContent points = points_part(0);
    points.content = many;
    geo::Raster<float> noise(file.district().grid);
    for (std::size_t i = 0; i < noise.values.size(); ++i) noise.values[i] = static_cast<float>((i * 2654435761U) % 1000003);
    {
        const tests::SmallDisk disk(file_bytes(file.path()).size() + 20000);
        for (const auto& part : {points, raster_part("elevation", "main", {{"", "m", noise}})}) {
            const auto stored = file.replace_parts({part}, {});
            REQUIRE_FALSE(stored);
            CHECK_THAT(stored.error().sentence, ContainsSubstring("disk") && ContainsSubstring("as it was"));
        }
    }
    CHECK(others_beside(file.path()).empty());
    const auto again = io::DistrictFile::open(file.path());
    REQUIRE(again);
    REQUIRE(again->district().parts.size() == 1);
    CHECK(again->read_features(again->district().parts[0])->size() == 10);
}

TEST_CASE("A read-only file is refused and stays as it was", "[io][district][bad]") {
    const tests::TempFolder folder;
    auto file = made(folder / "d.gpkg");
    const std::string before = file_bytes(file.path());
    std::filesystem::permissions(file.path(), std::filesystem::perms{0444});
    std::filesystem::permissions(folder.path(), std::filesystem::perms{0755});
    const NobodyForAWhile nobody;
    const auto stored = file.replace_parts({points_part(3)}, {});
    REQUIRE_FALSE(stored);
    CHECK_THAT(stored.error().sentence, ContainsSubstring("read-only"));
    CHECK(file_bytes(file.path()) == before);
    CHECK(io::DistrictFile::open(file.path()));
}

TEST_CASE("A stopped import changes nothing", "[io][district]") {
    const tests::TempFolder folder;
    auto file = made(folder / "d.gpkg");
    std::stop_source stop;
    stop.request_stop();
    const auto stored = file.replace_parts({points_part(3)}, {stop.get_token(), {}});
    REQUIRE_FALSE(stored);
    CHECK_THAT(stored.error().sentence, ContainsSubstring("stopped"));
    CHECK(io::DistrictFile::open(file.path())->district().parts.empty());
}

TEST_CASE("Reading a raster, features, and writing features into a file can be stopped", "[io][district]") {
    const tests::TempFolder folder;
    auto file = made(folder / "d.gpkg");
    REQUIRE(
        file.replace_parts({raster_part("elevation", "srtm30", {{"elevation", "m", plane(file.district().grid)}}), points_part(3)}, {}));
    std::stop_source stop;
    stop.request_stop();
    const core::Job job{stop.get_token(), {}};
    const model::DatasetPart* elevation = file.district().parts_of("elevation").front();
    const auto band = file.read_band(*elevation, elevation->bands[0], file.district().grid, job);
    REQUIRE_FALSE(band);
    CHECK_THAT(band.error().sentence, ContainsSubstring("stopped"));
    for (const model::DatasetPart& part : file.district().parts)
        if (part.kind == model::DatasetKind::Vector) {
            CHECK_FALSE(file.read_features(part, job));
            const auto features = file.read_features(part);
            REQUIRE(features);
            CHECK_FALSE(io::write_features(folder / "f.gpkg", "EPSG:25832", *features, "f", "", job));
        }
    CHECK_FALSE(std::filesystem::exists(folder / "f.gpkg"));
}

TEST_CASE("A kill at any moment leaves the old or the new content", "[io][district]") {
    const tests::TempFolder folder;
    auto file = made(folder / "d.gpkg");
    REQUIRE(file.replace_parts({points_part(10)}, {}));
    for (const int microseconds : {500, 3000, 9000, 20000, 40000, 80000}) {
        const pid_t child = fork();
        if (child == 0) {
            geo::FeatureTable many(geo::GeometryKind::Point);
            for (int i = 0; i < 60000; ++i) many.add({geo::GeometryKind::Point, {{{{560100.0 + i, 5679900.0}}, false}}});
            io::PartContent part = points_part(0);
            part.content = many;
            const auto stored = file.replace_parts({part}, {});
            _exit(stored ? 0 : 1);
        }
        std::this_thread::sleep_for(std::chrono::microseconds(microseconds));
        kill(child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
        const auto opened = io::DistrictFile::open(file.path());
        REQUIRE(opened);
        const auto features = opened->read_features(opened->district().parts.at(0));
        REQUIRE(features);
        CHECK((features->size() == 10 || features->size() == 60000));
    }
    // The journal of a killed import may stay until the next one, which works as ever.
    REQUIRE(file.replace_parts({points_part(3)}, {}));
    CHECK(others_beside(file.path()).empty());
}
