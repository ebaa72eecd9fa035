#include "geo/crs.h"
#include "io/column_mapping.h"
#include "io/csv_source.h"
#include "io/geometry_intake.h"
#include "io/import.h"
#include "io/lod2_source.h"
#include "io/part_record.h"
#include "io/source_text.h"
#include "io/survey_columns.h"
#include "io/vector_source.h"

#include <algorithm>
#include <utility>

namespace kreisblick::io {
namespace {

bool is_csv(const std::filesystem::path& file) {
    const std::string ending = comparable_name(file.extension().string());
    return ending == "csv" || ending == "tsv" || ending == "txt";
}

core::Result<SourceTable> read_source(const model::District& district, const model::DatasetDeclaration& declaration,
                                      const model::ImportSpec& spec, const core::Job& job) {
    if (is_csv(spec.file)) return read_csv_source(declaration, spec);
    if (declaration.field("roof_planes") && is_lod2_source(spec.file, spec.layer))
        return read_lod2_source(spec.file, spec.layer, spec.source_crs, district.crs, job);
    return read_vector_source(spec.file, spec.layer, declaration.geometry, spec.encoding, job);
}

/// Whether a record's value reads as the text says; numbers are compared as numbers.
bool reads(const geo::Column& column, std::size_t record, const std::string& wanted) {
    if (column.is_text()) return column.texts[record] == wanted;
    const auto number = number_in(wanted, '.');
    return number && column.numbers[record] == *number;
}

/// Keeps the records that spec.only asks for.
core::Result<void> keep_only(const SourceTable& source, const model::ImportSpec& spec, std::vector<bool>& is_kept) {
    for (const auto& [name, values] : spec.only) {
        KREISBLICK_TRY(const std::size_t index, find_column(source.columns, name, source.described));
        const geo::Column& column = source.columns[index];
        for (std::size_t record = 0; record < source.size(); ++record)
            if (std::none_of(values.begin(), values.end(), [&](const std::string& value) { return reads(column, record, value); }))
                is_kept[record] = false;
    }
    return {};
}

/// Shuts records out one by one, each with its reason in the notes.
core::Result<void> exclude(const SourceTable& source, const model::ImportSpec& spec, std::vector<bool>& is_kept,
                           std::vector<std::string>& notes) {
    for (const model::Exclusion& exclusion : spec.exclusions) {
        KREISBLICK_TRY(const std::size_t index, find_column(source.columns, exclusion.field, source.described));
        std::size_t matched = 0;
        for (std::size_t record = 0; record < source.size(); ++record) {
            if (!reads(source.columns[index], record, exclusion.value)) continue;
            is_kept[record] = false;
            ++matched;
        }
        if (matched > 0)
            notes.push_back(fmt::format("{} {} with {} = {} shut out: {}.", matched, matched == 1 ? "record" : "records", exclusion.field,
                                        exclusion.value, exclusion.reason));
        else
            notes.push_back(fmt::format("No record has {} = {}, so nothing was shut out for the reason: {}.", exclusion.field,
                                        exclusion.value, exclusion.reason));
    }
    return {};
}

/// The records that are to come in, by spec.only and spec.exclusions.
core::Result<std::vector<std::size_t>> chosen_records(const SourceTable& source, const model::ImportSpec& spec,
                                                      std::vector<std::string>& notes) {
    std::vector<bool> is_kept(source.size(), true);
    KREISBLICK_CHECK(keep_only(source, spec, is_kept));
    KREISBLICK_CHECK(exclude(source, spec, is_kept, notes));
    std::vector<std::size_t> chosen;
    for (std::size_t record = 0; record < is_kept.size(); ++record)
        if (is_kept[record]) chosen.push_back(record);
    if (chosen.empty()) return core::fail("nothing of {} is left: its {} records were all filtered out", source.described, source.size());
    return chosen;
}

core::Result<std::string> crs_of(const SourceTable& source, const model::ImportSpec& spec) {
    if (source.census_cell_m > 0 || source.is_lod2) return source.crs;
    if (!spec.source_crs.empty()) return spec.source_crs;
    if (!source.crs.empty()) return source.crs;
    return core::fail(
        "cannot import {}: nothing says its coordinate reference system; name it with --source-crs, for example --source-crs "
        "EPSG:25832",
        source.described);
}

/// The declared kind, or that of the first geometry where a dataset takes any.
geo::GeometryKind wanted_kind(const model::DatasetDeclaration& declaration, const SourceTable& source) {
    if (declaration.geometry != geo::GeometryKind::None) return declaration.geometry;
    for (const geo::Geometry& geometry : source.geometries)
        if (!geometry.is_empty()) return geometry.kind;
    return geo::GeometryKind::Polygon;
}

/// What came through: the table of geometries and which record each row is.
struct Intaken {
    geo::FeatureTable features;
    std::vector<std::size_t> records;
    std::vector<double> areas_m2;  ///< of polygons that became points
};

core::Result<Intaken> take_in(SourceTable& source, const std::vector<std::size_t>& chosen, geo::GeometryKind kind, GeometryIntake& intake,
                              const core::Job& job) {
    Intaken result{geo::FeatureTable(kind), {}, {}};
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        if (i % 1000 == 0) {
            if (job.stopped()) return core::fail("the import of {} was stopped", source.described);
            job.progress(static_cast<double>(i) / static_cast<double>(chosen.size()), "bringing features into the district");
        }
        const std::size_t record = chosen[i];
        const GeometryIntake::Taken taken = intake.take(std::move(source.geometries[record]), source.ids[record]);
        if (taken.geometry.is_empty()) continue;
        result.features.add(taken.geometry);
        result.records.push_back(record);
        result.areas_m2.push_back(taken.area_m2);
    }
    if (result.features.is_empty()) return core::fail("{}", intake.why_nothing(source.described));
    return result;
}

/// Fills a declared area_m2 that no column brought, for points made from polygons.
void fill_areas(const model::DatasetDeclaration& declaration, const ColumnMapping& mapping, const Intaken& intaken,
                geo::FeatureTable& features) {
    const model::FieldDeclaration* field = declaration.field("area_m2");
    const bool is_mapped =
        std::any_of(mapping.fields.begin(), mapping.fields.end(), [](const auto& entry) { return entry.first == "area_m2"; });
    if (!field || is_mapped || std::none_of(intaken.areas_m2.begin(), intaken.areas_m2.end(), [](double area) { return area > 0; })) return;
    geo::Column& column = features.column("area_m2", geo::ColumnType::Number, field->unit);
    for (std::size_t row = 0; row < features.size(); ++row)
        if (intaken.areas_m2[row] > 0) column.numbers[row] = intaken.areas_m2[row];
}

/// A rectangle with some width, so that a single point covers its cell too.
geo::Extent with_width(const geo::Extent& extent, double cell_m) {
    return extent.width() > 0 && extent.height() > 0 ? extent : extent.grown(cell_m / 2);
}

void append(std::vector<std::string>& notes, const std::vector<std::string>& more) { notes.insert(notes.end(), more.begin(), more.end()); }

core::Result<PartContent> features_part(const model::District& district, const model::DatasetDeclaration& declaration,
                                        const model::ImportSpec& spec, SourceTable source, const core::Job& job) {
    model::DatasetPart record = record_of(district, declaration.id, spec.part, model::DatasetKind::Vector, spec);
    record.notes = source.notes;
    if (record.provenance.resolution_m == 0) record.provenance.resolution_m = source.census_cell_m;
    KREISBLICK_TRY(const ColumnMapping mapping, map_columns(declaration, source.columns, spec, source.described));
    KREISBLICK_TRY(const std::string crs, crs_of(source, spec));
    KREISBLICK_TRY(const auto chosen, chosen_records(source, spec, record.notes));

    // A count belongs to the whole census cell: a cell on the edge stays whole.
    const IntakeRules rules{wanted_kind(declaration, source), declaration.beyond_district ? Beyond::Kept : Beyond::LeftOut,
                            source.census_cell_m > 0 ? Edge::KeptWhole : Edge::Clipped};
    KREISBLICK_TRY(GeometryIntake intake, GeometryIntake::between(crs, district, rules));
    KREISBLICK_TRY(Intaken intaken, take_in(source, chosen, rules.wanted, intake, job));
    append(record.notes, intake.notes());
    const bool are_buildings = declaration.id == "buildings";
    if (are_buildings) read_years(mapping, source.columns);
    append(record.notes, fill_columns(intaken.features, declaration, source.columns, mapping, spec, intaken.records));
    if (are_buildings) append(record.notes, read_survey_columns(intaken.features));
    fill_areas(declaration, mapping, intaken, intaken.features);

    const geo::Geometry area = geo::polygon_of(with_width(intake.source_extent(), district.grid.cell_m));
    KREISBLICK_TRY(record.coverage, coverage_of(district, spec, area, intaken.features));
    record.mapping = mapping.text(source.columns);
    if (!source.place.empty()) record.mapping += (record.mapping.empty() ? "" : ", ") + source.place;
    record.count = static_cast<std::int64_t>(intaken.features.size());
    return PartContent{std::move(record), std::move(intaken.features)};
}

/// Leaves out the rows without a key, for nothing can be joined to them.
core::Result<void> need_keys(const model::DatasetDeclaration& declaration, const ColumnMapping& mapping, const SourceTable& source,
                             std::vector<std::size_t>& chosen, std::vector<std::string>& notes) {
    if (declaration.key.empty()) return {};
    const auto key =
        std::find_if(mapping.fields.begin(), mapping.fields.end(), [&](const auto& entry) { return entry.first == declaration.key; });
    if (key == mapping.fields.end())
        return core::fail(
            "cannot import {}: the dataset {} is joined by \"{}\", and no column looks like it; name it with --key; it has {}",
            source.described, declaration.id, declaration.key, names_of(source.columns));
    const std::size_t before = chosen.size();
    std::erase_if(chosen, [&](std::size_t record) { return source.columns[key->second].text_at(record).empty(); });
    if (chosen.empty())
        return core::fail("cannot import {}: no row has a value in the key column {}", source.described, source.columns[key->second].name);
    if (chosen.size() < before)
        notes.push_back(fmt::format("{} {} left out for want of a key in {}.", before - chosen.size(),
                                    before - chosen.size() == 1 ? "row was" : "rows were", source.columns[key->second].name));
    return {};
}

core::Result<PartContent> table_part(const model::District& district, const model::DatasetDeclaration& declaration,
                                     const model::ImportSpec& spec, const SourceTable& source) {
    model::DatasetPart record = record_of(district, declaration.id, spec.part, model::DatasetKind::Table, spec);
    record.notes = source.notes;
    KREISBLICK_TRY(const ColumnMapping mapping, map_columns(declaration, source.columns, spec, source.described));
    KREISBLICK_TRY(std::vector<std::size_t> chosen, chosen_records(source, spec, record.notes));
    KREISBLICK_CHECK(need_keys(declaration, mapping, source, chosen, record.notes));
    geo::FeatureTable rows;
    for (std::size_t i = 0; i < chosen.size(); ++i) rows.add_row();
    append(record.notes, fill_columns(rows, declaration, source.columns, mapping, spec, chosen));
    KREISBLICK_TRY(record.coverage, coverage_of(district, spec, area_of(district), rows));
    record.mapping = mapping.text(source.columns);
    record.count = static_cast<std::int64_t>(rows.size());
    return PartContent{std::move(record), std::move(rows)};
}

}  // namespace

core::Result<PartContent> prepare_vector(const model::District& district, const model::DatasetDeclaration& declaration,
                                         const model::ImportSpec& spec, const core::Job& job) {
    job.progress(0, "reading " + spec.file.filename().string());
    KREISBLICK_TRY(SourceTable source, read_source(district, declaration, spec, job));
    if (source.has_geometry && declaration.allows(model::DatasetKind::Vector))
        return features_part(district, declaration, spec, std::move(source), job);
    if (declaration.allows(model::DatasetKind::Table)) return table_part(district, declaration, spec, source);
    return core::fail("cannot import {}: its records have no geometry, and the dataset {} needs one", source.described, declaration.id);
}

}  // namespace kreisblick::io
