#include "io/import.h"

#include "geo/crs.h"
#include "support/real_data.h"
#include "support/temp_folder.h"

#include <gdal_priv.h>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <limits>
#include <optional>
#include <sstream>

using namespace kreisblick;
using Catch::Approx;
using Catch::Matchers::ContainsSubstring;

namespace {

constexpr float k_gap = -9999;

/// 20 km × 20 km about Eschwege, in cells of 10 m.
model::District district_here() {
    model::District district;
    district.grid = {560000, 5690000, 10, 2000, 2000};
    district.rim_m = 5000;
    district.boundary = geo::polygon_of({565000, 5675000, 575000, 5685000});
    return district;
}

model::DatasetDeclaration declared(model::ValueKind values, bool on_grid = true) {
    model::DatasetDeclaration declaration;
    declaration.id = "test";
    declaration.kinds = {model::DatasetKind::Raster};
    declaration.values = values;
    declaration.on_district_grid = on_grid;
    declaration.unit = "m";
    return declaration;
}

model::ImportSpec spec_for(const std::filesystem::path& file) {
    model::ImportSpec spec;
    spec.dataset = "test";
    spec.file = file;
    spec.provenance.source = "test source";
    return spec;
}

struct Tiff {
    double x_min, y_max, cell;
    int width, height;
    std::vector<std::vector<float>> bands;
    std::string crs = "EPSG:25832";
    std::optional<double> no_data = static_cast<double>(k_gap);
    double scale = 1, offset = 0;
};

std::filesystem::path write_tiff(const std::filesystem::path& path, const Tiff& tiff) {
    GDALAllRegister();
    auto* dataset = GetGDALDriverManager()->GetDriverByName("GTiff")->Create(path.c_str(), tiff.width, tiff.height,
                                                                             static_cast<int>(tiff.bands.size()), GDT_Float32, nullptr);
    REQUIRE(dataset);
    std::array<double, 6> affine{tiff.x_min, tiff.cell, 0, tiff.y_max, 0, -tiff.cell};
    dataset->SetGeoTransform(affine.data());
    if (!tiff.crs.empty()) {
        OGRSpatialReference reference;
        reference.SetFromUserInput(tiff.crs.c_str());
        dataset->SetSpatialRef(&reference);
    }
    for (std::size_t index = 0; index < tiff.bands.size(); ++index) {
        GDALRasterBand* band = dataset->GetRasterBand(static_cast<int>(index) + 1);
        std::vector<float> values = tiff.bands[index];
        REQUIRE(band->RasterIO(GF_Write, 0, 0, tiff.width, tiff.height, values.data(), tiff.width, tiff.height, GDT_Float32, 0, 0,
                               nullptr) == CE_None);
        if (tiff.no_data) band->SetNoDataValue(*tiff.no_data);
        if (tiff.scale != 1) band->SetScale(tiff.scale), band->SetOffset(tiff.offset);
    }
    GDALClose(GDALDataset::ToHandle(dataset));
    return path;
}

const geo::Raster<float>& floats(const io::PartContent& part, std::size_t band = 0) {
    return std::get<geo::Raster<float>>(std::get<std::vector<io::BandContent>>(part.content).at(band).raster);
}

const geo::Raster<std::int16_t>& codes(const io::PartContent& part) {
    return std::get<geo::Raster<std::int16_t>>(std::get<std::vector<io::BandContent>>(part.content).at(0).raster);
}

io::PartContent prepared(const model::DatasetDeclaration& declaration, const model::ImportSpec& spec) {
    auto part = io::prepare_raster(district_here(), declaration, spec, {});
    if (!part) FAIL(part.error().sentence);
    return std::move(*part);
}

std::string refusal(const model::DatasetDeclaration& declaration, const model::ImportSpec& spec) {
    const auto part = io::prepare_raster(district_here(), declaration, spec, {});
    REQUIRE_FALSE(part);
    CHECK_THAT(part.error().sentence, ContainsSubstring(spec.file.string()));
    return part.error().sentence;
}

double sum_of(const geo::Raster<float>& raster) {
    double sum = 0;
    for (const float value : raster.values)
        if (value == value) sum += static_cast<double>(value);
    return sum;
}

const auto k_heights = declared(model::ValueKind::Intensity);

}  // namespace

TEST_CASE("Heights on a coarser grid are bilinear between its cell centres", "[io][raster]") {
    const tests::TempFolder folder;
    const auto file = write_tiff(folder / "h.tif", {565000, 5685000, 100, 3, 2, {{0, 100, 200, 1000, 1100, 1200}}});
    const io::PartContent part = prepared(k_heights, spec_for(file));
    const geo::Raster<float>& raster = floats(part);
    CHECK(raster.grid == geo::GridSpec{565000, 5685000, 10, 30, 20});
    // Centre of cell (9, 9) lies 5 m west and north of the corner where four source cells meet: 45 m from the first centre.
    CHECK(raster.at(9, 9) == Approx(0.45 * 100 + 0.45 * 1000));
    CHECK(raster.at(0, 0) == 0.0f);
    CHECK(raster.at(29, 19) == 1200.0f);
    CHECK(part.record.provenance.resolution_m == Approx(100));
    CHECK(part.record.coverage == geo::polygon_of({565000, 5684800, 565300, 5685000}));
    CHECK(part.record.provenance.source == "test source");
}

TEST_CASE("Gaps, scale and offset of the file are respected", "[io][raster]") {
    const tests::TempFolder folder;
    Tiff tiff{565000, 5685000, 10, 3, 1, {{1, k_gap, 3}}};
    tiff.scale = 0.5;
    tiff.offset = 100;
    const io::PartContent part = prepared(k_heights, spec_for(write_tiff(folder / "s.tif", tiff)));
    CHECK(floats(part).at(0, 0) == 100.5f);
    CHECK(std::isnan(floats(part).at(1, 0)));
    CHECK(floats(part).at(2, 0) == 101.5f);
    CHECK(geo::area(part.record.coverage) == 200);
}

TEST_CASE("A gap that the file does not know is named with --set nodata", "[io][raster]") {
    const tests::TempFolder folder;
    Tiff tiff{565000, 5685000, 10, 2, 1, {{5, -1}}};
    tiff.no_data.reset();
    model::ImportSpec spec = spec_for(write_tiff(folder / "g.tif", tiff));
    spec.settings["nodata"] = "-1";
    CHECK(std::isnan(floats(prepared(k_heights, spec)).at(1, 0)));
}

TEST_CASE("Finer heights become means, finer classes the most frequent code", "[io][raster]") {
    const tests::TempFolder folder;
    const auto file = write_tiff(folder / "f.tif", {565000, 5685000, 5, 4, 2, {{1, 2, 8, 8, 3, 6, 8, -4}}});
    CHECK(floats(prepared(k_heights, spec_for(file))).values == std::vector<float>{3, 5});
    const io::PartContent classes = prepared(declared(model::ValueKind::Class), spec_for(file));
    CHECK(codes(classes).values == std::vector<std::int16_t>{1, 8});
}

TEST_CASE("Classes on a coarser grid keep their codes, also negative ones and zero", "[io][raster]") {
    const tests::TempFolder folder;
    const auto file = write_tiff(folder / "c.tif", {565000, 5685000, 20, 3, 1, {{-7, 0, 523}}});
    const io::PartContent part = prepared(declared(model::ValueKind::Class), spec_for(file));
    CHECK(codes(part).values == std::vector<std::int16_t>{-7, -7, 0, 0, 523, 523, -7, -7, 0, 0, 523, 523});
}

TEST_CASE("What cannot be a class code is refused", "[io][raster][bad]") {
    const tests::TempFolder folder;
    const auto half = write_tiff(folder / "half.tif", {565000, 5685000, 10, 1, 1, {{2.5f}}});
    CHECK_THAT(refusal(declared(model::ValueKind::Class), spec_for(half)), ContainsSubstring("2.5"));
    const auto large = write_tiff(folder / "large.tif", {565000, 5685000, 10, 1, 1, {{471864}}});
    CHECK_THAT(refusal(declared(model::ValueKind::Class), spec_for(large)), ContainsSubstring("471864"));
}

TEST_CASE("Amounts in another reference system keep their sum", "[io][raster]") {
    const tests::TempFolder folder;
    const auto to_laea = geo::Transformer::between(geo::Crs::from("EPSG:25832").value(), geo::Crs::from("EPSG:3035").value());
    const geo::Point middle = (*to_laea)({570000, 5680000});
    std::vector<float> counts(2500);
    for (std::size_t i = 0; i < counts.size(); ++i) counts[i] = static_cast<float>((i * 31) % 17);
    const double west = std::floor(middle.x / 100) * 100 - 2500, north = std::floor(middle.y / 100) * 100 + 2500;
    const auto file = write_tiff(folder / "a.tif", {west, north, 100, 50, 50, {counts}, "EPSG:3035"});
    double sum = 0;
    for (const float count : counts) sum += static_cast<double>(count);
    CHECK(sum_of(floats(prepared(declared(model::ValueKind::Amount), spec_for(file)))) == Approx(sum).epsilon(1e-6));
}

TEST_CASE("The kind of the values can be set against the declaration", "[io][raster]") {
    const tests::TempFolder folder;
    model::ImportSpec spec = spec_for(write_tiff(folder / "k.tif", {565000, 5685000, 20, 1, 1, {{8}}}));
    spec.settings["kind"] = "amount";
    CHECK(floats(prepared(k_heights, spec)).values == std::vector<float>{2, 2, 2, 2});
    spec.settings["kind"] = "colour";
    CHECK_THAT(refusal(k_heights, spec), ContainsSubstring("class, amount, intensity"));
}

TEST_CASE("Coarse intensities are kept at a whole multiple of the cell, not coarser than a quarter of the source's", "[io][raster]") {
    const tests::TempFolder folder;
    const auto file = write_tiff(folder / "q.tif", {560000, 5690000, 1000, 20, 20, {std::vector<float>(400, 5)}});
    const io::PartContent part = prepared(declared(model::ValueKind::Intensity, false), spec_for(file));
    CHECK(floats(part).grid == geo::GridSpec{560000, 5690000, 250, 80, 80});
    CHECK(part.record.grid.cell_m == 250);
}

TEST_CASE("A raster of one cell gives one value everywhere in it", "[io][raster]") {
    const tests::TempFolder folder;
    const io::PartContent part = prepared(k_heights, spec_for(write_tiff(folder / "1.tif", {565000, 5685000, 30, 1, 1, {{42}}})));
    CHECK(floats(part).values == std::vector<float>(9, 42));
}

TEST_CASE("Places agree with gdaltransform to a millimetre", "[io][raster]") {
    const auto compare = [](const std::string& crs, geo::Point place) {
        const auto transformer = geo::Transformer::between(geo::Crs::from(crs).value(), geo::Crs::from("EPSG:25832").value());
        REQUIRE(transformer);
        const std::string command = "echo '" + fmt::format("{:.9f} {:.9f}", place.x, place.y) + "' | gdaltransform -s_srs " + crs +
                                    " -t_srs EPSG:25832 2>/dev/null";
        FILE* pipe = popen(command.c_str(), "r");
        REQUIRE(pipe);
        geo::Point reference;
        const int read = std::fscanf(pipe, "%lf %lf", &reference.x, &reference.y);
        pclose(pipe);
        if (read != 2) SKIP("gdaltransform is not installed");
        const geo::Point ours = (*transformer)(place);
        CHECK(std::hypot(ours.x - reference.x, ours.y - reference.y) < 0.001);
    };
    compare("EPSG:4326", {9.865, 51.227});
    compare("EPSG:3035", {4316000, 3135000});
    compare("EPSG:31467", {3571000, 5677000});
    compare("EPSG:31469", {5150000, 5690000});
    compare("EPSG:3857", {1100000, 6660000});
}

TEST_CASE("A raster without reference system is refused, and taken with --source-crs", "[io][raster][bad]") {
    const tests::TempFolder folder;
    Tiff tiff{565000, 5685000, 10, 2, 2, {{1, 2, 3, 4}}};
    tiff.crs.clear();
    model::ImportSpec spec = spec_for(write_tiff(folder / "n.tif", tiff));
    CHECK_THAT(refusal(k_heights, spec), ContainsSubstring("--source-crs"));
    spec.source_crs = "EPSG:25832";
    CHECK(floats(prepared(k_heights, spec)).values == std::vector<float>{1, 2, 3, 4});
    spec.source_crs = "EPSG:1";
    CHECK_THAT(refusal(k_heights, spec), ContainsSubstring("EPSG:1"));
}

TEST_CASE("An ESRI ASCII grid is read with --source-crs", "[io][raster]") {
    const tests::TempFolder folder;
    model::ImportSpec spec = spec_for(
        folder.write("a.asc", "ncols 2\nnrows 2\nxllcorner 565000\nyllcorner 5684980\ncellsize 10\nNODATA_value -9999\n1 2\n-9999 4\n"));
    CHECK_THAT(refusal(k_heights, spec), ContainsSubstring("--source-crs"));
    spec.source_crs = "EPSG:25832";
    const io::PartContent part = prepared(k_heights, spec);
    CHECK(floats(part).at(1, 0) == 2.0f);
    CHECK(std::isnan(floats(part).at(0, 1)));
}

TEST_CASE("What holds nothing for the district is refused", "[io][raster][bad]") {
    const tests::TempFolder folder;
    const auto empty = write_tiff(folder / "e.tif", {565000, 5685000, 10, 2, 1, {{k_gap, k_gap}}});
    CHECK_THAT(refusal(k_heights, spec_for(empty)), ContainsSubstring("no values inside the district"));
    const auto far = write_tiff(folder / "f.tif", {100000, 5685000, 10, 2, 1, {{1, 2}}});
    CHECK_THAT(refusal(k_heights, spec_for(far)), ContainsSubstring("does not meet the district"));
    const auto gulf = write_tiff(folder / "g.tif", {0, 1, 0.1, 10, 10, {std::vector<float>(100, 1)}, "EPSG:4326"});
    CHECK_THAT(refusal(k_heights, spec_for(gulf)), ContainsSubstring("does not meet the district") && ContainsSubstring("WGS 84"));
}

TEST_CASE("Broken files are refused in a sentence", "[io][raster][bad]") {
    const tests::TempFolder folder;
    CHECK_THAT(refusal(k_heights, spec_for(folder / "absent.tif")), ContainsSubstring("no such file"));
    CHECK_THAT(refusal(k_heights, spec_for(folder.write("text.tif", "no picture"))), ContainsSubstring("as a raster"));
    CHECK_THAT(refusal(k_heights, spec_for(folder.write("empty.tif", ""))), ContainsSubstring("as a raster"));
    CHECK_THAT(refusal(k_heights, spec_for(folder.write("N51E009.hgt.gz", "no gzip"))), ContainsSubstring("as a raster"));
    const auto whole = write_tiff(folder / "whole.tif", {565000, 5685000, 10, 300, 300, {std::vector<float>(90000, 7)}});
    std::ifstream file(whole, std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    for (const double share : {0.001, 0.3, 0.9}) {
        const auto cut = folder.write("cut.tif", bytes.str().substr(0, static_cast<std::size_t>(share * 360000)));
        CHECK_FALSE(refusal(k_heights, spec_for(cut)).empty());
    }
    model::ImportSpec band = spec_for(whole);
    band.bands = {2};
    CHECK_THAT(refusal(k_heights, band), ContainsSubstring("no band 2"));
    band.bands = {1};
    band.band_names = {"a", "b"};
    CHECK_THAT(refusal(k_heights, band), ContainsSubstring("2 band names"));
}

TEST_CASE("A pattern takes the level of another source over the district", "[io][raster]") {
    const tests::TempFolder folder;
    std::vector<std::vector<float>> pattern(12, std::vector<float>(400)), level(12, std::vector<float>(16));
    for (std::size_t month = 0; month < 12; ++month) {
        for (std::size_t i = 0; i < 400; ++i) pattern[month][i] = static_cast<float>(50 + i % 20);
        for (float& value : level[month]) value = static_cast<float>(100 + month);
    }
    model::ImportSpec spec = spec_for(write_tiff(folder / "pattern.tif", {560000, 5690000, 1000, 20, 20, pattern}));
    spec.level =
        model::LevelSource{write_tiff(folder / "level.tif", {550000, 5700000, 10000, 4, 4, level}).string(), {}, "CM SAF", 1, true};
    const io::PartContent part = prepared(declared(model::ValueKind::Intensity, false), spec);
    const auto mean_inside = [&](std::size_t band) {
        const geo::Raster<float>& raster = floats(part, band);
        double sum = 0;
        for (int row = 20; row < 60; ++row)
            for (int column = 20; column < 60; ++column) sum += static_cast<double>(raster.at(column, row));
        return sum / 1600;
    };
    // 100 W/m² over 31 days of 24 h is 74.4 kWh/m²; 101 W/m² over 28.25 days is 68.478.
    CHECK(mean_inside(0) == Approx(74.4).epsilon(1e-5));
    CHECK(mean_inside(1) == Approx(68.478).epsilon(1e-5));
    CHECK(floats(part).at(30, 40) / floats(part).at(50, 40) == Approx((50 + 7.125) / (50 + 12.125)).epsilon(1e-4));
    CHECK_THAT(part.record.notes.at(0), ContainsSubstring("CM SAF"));
}

TEST_CASE("SRTM tiles come in as they are given out, gzipped", "[io][raster]") {
    const auto tile = tests::require_real_data() / "raster/elevation/original/N50E010.hgt.gz";
    model::District district = district_here();
    district.grid = {560000, 5655000, 10, 1500, 1500};
    const auto part = io::prepare_raster(district, k_heights, spec_for(tile), {});
    if (!part) FAIL(part.error().sentence);
    const geo::Raster<float>& raster = floats(*part);
    const auto to_district = geo::Transformer::between(geo::Crs::from("EPSG:4326").value(), geo::Crs::from("EPSG:25832").value());
    const geo::Point place = (*to_district)({10.0, 50.95});
    // Both tiles give 247 m on their shared meridian (SOURCES.md).
    CHECK(raster.at(raster.grid.column_at(place.x), raster.grid.row_at(place.y)) == Approx(247).margin(3));
    CHECK(part->record.provenance.resolution_m == Approx(73.5).margin(1.5));
}

TEST_CASE("The height of the Hoher Meissner from 30 seconds of arc is bilinear", "[io][raster]") {
    const auto file = tests::require_real_data() / "raster/elevation/dem_srtm_30arcsec.tif";
    model::District district = district_here();
    district.grid = {555000, 5680000, 10, 1000, 1000};
    const auto part = io::prepare_raster(district, k_heights, spec_for(file), {});
    if (!part) FAIL(part.error().sentence);
    const geo::Raster<float>& raster = floats(*part);
    const auto to_district = geo::Transformer::between(geo::Crs::from("EPSG:4326").value(), geo::Crs::from("EPSG:25832").value());
    const geo::Point place = (*to_district)({9.865, 51.227});
    CHECK(raster.at(raster.grid.column_at(place.x), raster.grid.row_at(place.y)) == Approx(712).margin(4));
}
