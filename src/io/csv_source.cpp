#include "io/csv_source.h"

#include "geo/crs.h"
#include "io/census_cells.h"
#include "io/column_mapping.h"
#include "io/csv_table.h"
#include "io/source_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

namespace kreisblick::io {
namespace {

/// So many values are looked at to see whether a column holds census cells.
constexpr std::size_t k_sample_values = 20;

constexpr std::array<const char*, 10> k_latitude = {"lat",      "latitude", "breite", "breitengrad",         "geobreite",
                                                    "latwgs84", "geolat",   "latns",  "geographischebreite", "ywgs84"};
constexpr std::array<const char*, 12> k_longitude = {
    "lon",      "lng",    "long",   "longitude",           "laenge", "laengengrad", "geolaenge",
    "lonwgs84", "geolon", "longew", "geographischelaenge", "xwgs84"};
constexpr std::array<std::pair<const char*, const char*>, 14> k_plane = {{{"x", "y"},
                                                                          {"east", "north"},
                                                                          {"easting", "northing"},
                                                                          {"rechtswert", "hochwert"},
                                                                          {"ostwert", "nordwert"},
                                                                          {"ost", "nord"},
                                                                          {"xcoord", "ycoord"},
                                                                          {"xkoordinate", "ykoordinate"},
                                                                          {"koordx", "koordy"},
                                                                          {"utmx", "utmy"},
                                                                          {"xutm", "yutm"},
                                                                          {"utme", "utmn"},
                                                                          {"utmost", "utmnord"},
                                                                          {"coordx", "coordy"}}};

/// The columns that hold a row's place and the CRS their names tell; an empty crs is not told.
struct CoordinateColumns {
    std::size_t x = 0;
    std::size_t y = 0;
    std::string crs;
};
using MaybeColumns = std::optional<CoordinateColumns>;

std::optional<std::size_t> column_called(const std::vector<geo::Column>& columns, std::string_view comparable) {
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (comparable_name(columns[i].name) == comparable) return i;
    return std::nullopt;
}

template <typename Names>
std::optional<std::size_t> column_among(const std::vector<geo::Column>& columns, const Names& names) {
    for (const char* name : names)
        if (const auto index = column_called(columns, name)) return index;
    return std::nullopt;
}

MaybeColumns degree_columns(const std::vector<geo::Column>& columns) {
    const auto x = column_among(columns, k_longitude), y = column_among(columns, k_latitude);
    return x && y ? MaybeColumns({*x, *y, "EPSG:4326"}) : std::nullopt;
}

MaybeColumns plane_columns(const std::vector<geo::Column>& columns) {
    for (const auto& [x_name, y_name] : k_plane) {
        const auto x = column_called(columns, x_name), y = column_called(columns, y_name);
        if (x && y) return CoordinateColumns{*x, *y, {}};
    }
    return std::nullopt;
}

/// The digits of a name that ends in "epsg3035"; empty for other names.
std::string code_in_name(const std::string& comparable) {
    const std::size_t at = comparable.rfind("epsg");
    if (at == std::string::npos || at == 0 || at + 4 == comparable.size()) return {};
    const std::string digits = comparable.substr(at + 4);
    return std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }) ? digits : std::string{};
}

bool starts_with_any(const std::string& text, std::initializer_list<const char*> starts) {
    return std::any_of(starts.begin(), starts.end(), [&](const char* start) { return text.starts_with(start); });
}

/// x_…_epsg3035 and y_…_epsg3035.
MaybeColumns coded_columns(const std::vector<geo::Column>& columns) {
    for (std::size_t x = 0; x < columns.size(); ++x) {
        const std::string x_name = comparable_name(columns[x].name), code = code_in_name(x_name);
        if (code.empty() || !starts_with_any(x_name, {"x", "e", "ost", "rechts"})) continue;
        for (std::size_t y = 0; y < columns.size(); ++y) {
            const std::string y_name = comparable_name(columns[y].name);
            if (code_in_name(y_name) == code && starts_with_any(y_name, {"y", "n", "hoch"})) return CoordinateColumns{x, y, "EPSG:" + code};
        }
    }
    return std::nullopt;
}

/// What --map x=… y=… (or lon, lat) names; nothing if it does not.
core::Result<MaybeColumns> mapped_columns(const std::vector<geo::Column>& columns, const model::ImportSpec& spec,
                                          const std::string& described) {
    for (const auto& [x_key, y_key, crs] : {std::array{"x", "y", ""}, std::array{"lon", "lat", "EPSG:4326"}}) {
        const auto x = spec.mapping.find(x_key), y = spec.mapping.find(y_key);
        if (x == spec.mapping.end() && y == spec.mapping.end()) continue;
        if (x == spec.mapping.end() || y == spec.mapping.end())
            return core::fail("cannot import {}: --map needs both {} and {} to name its coordinates", described, x_key, y_key);
        KREISBLICK_TRY(const std::size_t x_index, find_column(columns, x->second, described));
        KREISBLICK_TRY(const std::size_t y_index, find_column(columns, y->second, described));
        return MaybeColumns({x_index, y_index, crs});
    }
    return MaybeColumns{};
}

core::Result<MaybeColumns> coordinate_columns(const std::vector<geo::Column>& columns, const model::ImportSpec& spec,
                                              const std::string& described) {
    KREISBLICK_TRY(const MaybeColumns mapped, mapped_columns(columns, spec, described));
    if (mapped) return mapped;
    bool degrees_first = true;
    if (!spec.source_crs.empty()) {
        KREISBLICK_TRY(const geo::Crs crs, geo::Crs::from(spec.source_crs));
        degrees_first = crs.is_geographic();
    } else if (const auto coded = coded_columns(columns)) {
        return coded;
    }
    const auto degrees = degree_columns(columns), plane = plane_columns(columns);
    if (degrees_first) return degrees ? degrees : plane;
    if (plane) return plane;
    return degrees ? degrees : coded_columns(columns);
}

bool holds_cells(const geo::Column& column) {
    if (!column.is_text()) return false;
    std::size_t seen = 0;
    for (const std::string& text : column.texts) {
        if (text.empty()) continue;
        if (!census_cell(text)) return false;
        if (++seen == k_sample_values) break;
    }
    return seen > 0;
}

/// The column of census cell ids: the one named as key if its values are cells, else the first that holds them.
core::Result<std::optional<std::size_t>> cell_column(const std::vector<geo::Column>& columns, const model::ImportSpec& spec,
                                                     const std::string& described) {
    if (!spec.key.empty()) {
        KREISBLICK_TRY(const std::size_t key, find_column(columns, spec.key, described));
        if (holds_cells(columns[key])) return std::optional(key);
    }
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (holds_cells(columns[i])) return std::optional(i);
    return std::optional<std::size_t>{};
}

void place_cells(SourceTable& table, std::size_t column) {
    table.has_geometry = true;
    table.crs = k_census_crs;
    table.place = fmt::format("place = {} (census cell)", table.columns[column].name);
    for (const std::string& id : table.columns[column].texts) {
        const auto cell = census_cell(id);
        table.geometries.push_back(cell ? geo::polygon_of(*cell) : geo::Geometry{});
        if (cell && table.census_cell_m == 0) table.census_cell_m = cell->width();
    }
}

double coordinate_at(const geo::Column& column, std::size_t row) {
    if (!column.is_text()) return column.numbers[row];
    return number_in(column.texts[row]).value_or(std::nan(""));
}

void place_points(SourceTable& table, const CoordinateColumns& columns) {
    table.has_geometry = true;
    table.crs = columns.crs;
    table.place = fmt::format("place = {}, {}{}", table.columns[columns.x].name, table.columns[columns.y].name,
                              columns.crs.empty() ? "" : " (" + columns.crs + ")");
    for (std::size_t row = 0; row < table.size(); ++row) {
        const geo::Point point{coordinate_at(table.columns[columns.x], row), coordinate_at(table.columns[columns.y], row)};
        const bool is_empty = std::isnan(point.x) || std::isnan(point.y);
        table.geometries.push_back(is_empty ? geo::Geometry{} : geo::Geometry{geo::GeometryKind::Point, {{{point}, false}}});
    }
}

/// Gives the rows their place, by cells or coordinates; leaves a table without geometry where a dataset may be one.
core::Result<void> place_rows(SourceTable& table, const model::DatasetDeclaration& declaration, const model::ImportSpec& spec) {
    KREISBLICK_TRY(const auto cells, cell_column(table.columns, spec, table.described));
    if (!declaration.allows(model::DatasetKind::Vector)) return {};
    KREISBLICK_TRY(const MaybeColumns coordinates, coordinate_columns(table.columns, spec, table.described));
    const bool is_polygons = declaration.geometry == geo::GeometryKind::Polygon;
    if (cells && (is_polygons || !coordinates)) {
        place_cells(table, *cells);
    } else if (coordinates) {
        place_points(table, *coordinates);
    } else if (!declaration.allows(model::DatasetKind::Table)) {
        return core::fail(
            "cannot import {}: nothing says where its rows lie; looked for columns called lat and lon, x and y or east and north (also "
            "with a suffix such as _epsg25832), and for census cell ids such as 100mN30910E42900; it has {}",
            table.described, names_of(table.columns));
    }
    return {};
}

core::Result<std::string> bytes_of(const std::filesystem::path& file) {
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) return core::fail("cannot read {}: there is no such file", file.string());
    std::ifstream stream(file, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    if (!stream || std::filesystem::is_directory(file, ignored))
        return core::fail("cannot read {}: it cannot be opened for reading", file.string());
    return bytes;
}

core::Result<CsvTable> parsed(const model::ImportSpec& spec) {
    KREISBLICK_TRY(const std::string bytes, bytes_of(spec.file));
    const auto refuse = [&](const core::Error& error) { return core::fail("cannot read {}: {}", spec.file.string(), error.sentence); };
    const auto text = to_utf8(bytes, spec.encoding);
    if (!text) return refuse(text.error());
    const auto delimiter = delimiter_from(spec.delimiter);
    if (!delimiter) return refuse(delimiter.error());
    const auto decimal = decimal_from(spec.decimal);
    if (!decimal) return refuse(decimal.error());
    auto csv = read_csv(*text, {*delimiter, *decimal});
    if (!csv) return refuse(csv.error());
    if (text->find('\0') != std::string::npos) return core::fail("cannot read {}: it is no text", spec.file.string());
    if (csv->rows.empty()) return core::fail("cannot import {}: it has a header but no rows", spec.file.string());
    return csv;
}

}  // namespace

core::Result<SourceTable> read_csv_source(const model::DatasetDeclaration& declaration, const model::ImportSpec& spec) {
    KREISBLICK_TRY(const CsvTable csv, parsed(spec));
    SourceTable table;
    table.described = spec.file.string();
    for (std::size_t i = 0; i < csv.names.size(); ++i) {
        table.columns.push_back(typed_column(csv, i));
        if (csv.names[i].empty()) table.columns.back().name = fmt::format("column_{}", i + 1);
    }
    for (const std::size_t line : csv.lines) table.ids.push_back(fmt::format("line {}", line));
    if (csv.short_rows > 0)
        table.notes.push_back(fmt::format("{} of {} rows have fewer cells than the header.", csv.short_rows, csv.rows.size()));
    if (csv.long_rows > 0)
        table.notes.push_back(
            fmt::format("{} of {} rows have more cells than the header; those were left out.", csv.long_rows, csv.rows.size()));
    KREISBLICK_CHECK(place_rows(table, declaration, spec));
    return table;
}

}  // namespace kreisblick::io
