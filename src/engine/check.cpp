#include "engine/check.h"

#include "engine/dataset_rasters.h"
#include "geo/crs.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

namespace kreisblick::engine {
namespace {

using core::Language;

/// What the rules of one dataset are applied to.
struct Context {
    const model::DatasetDeclaration* dataset;
    Language language;
    const geo::Transformer* to_degrees;
    geo::Extent district;
    std::vector<Finding>* findings;
};

/// What names a feature for a person: id, name and place.
std::string feature_name(const geo::FeatureTable& table, std::size_t row, const Context& context) {
    std::string name = table.text(row, "id");
    for (const char* column : {"cell", "ags", "name", "municipality"}) {
        const std::string text = table.text(row, column);
        if (!text.empty() && text != name) name += (name.empty() ? "" : ", ") + text;
    }
    if (table.kind() == geo::GeometryKind::None || table.part_count(row) == 0) return name;
    const geo::Point place = (*context.to_degrees)(geo::centroid(table.geometry(row)));
    return fmt::format("{}{}{:.5f} N {:.5f} E", name, name.empty() ? "" : ", ", place.y, place.x);
}

void report(const Context& context, const model::PlausibilityRule& rule, const std::string& feature, const std::string& what) {
    const std::string why = rule.text.in(context.language);
    context.findings->push_back({rule.severity, context.dataset->id, feature, rule.kind, why.empty() ? what : what + ". " + why});
}

bool outside(double value, const model::PlausibilityRule& rule) {
    return (rule.min && value < *rule.min) || (rule.max && value > *rule.max);
}

std::string range_text(double value, const model::PlausibilityRule& rule, const std::string& unit, Language language) {
    const auto written = [&](double v) { return core::number(v, v == std::floor(v) ? 0 : 1, language); };
    const std::string field = rule.field.empty() ? "" : rule.field + " ";
    return fmt::format("{}{}{}{} ({} {} … {})", field, written(value), unit.empty() ? "" : " ", unit,
                       language == Language::German ? "glaubhaft" : "plausible", rule.min ? written(*rule.min) : "−∞",
                       rule.max ? written(*rule.max) : "∞");
}

void check_range(const geo::FeatureTable& table, const model::PlausibilityRule& rule, const Context& context) {
    const geo::Column* column = table.find(rule.field);
    if (!column || column->is_text()) return;
    for (std::size_t row = 0; row < table.size(); ++row) {
        const double value = column->numbers[row];
        if (std::isnan(value) || !outside(value, rule)) continue;
        if (!rule.when_field.empty() && table.text(row, rule.when_field) != rule.when_value) continue;
        report(context, rule, feature_name(table, row, context), range_text(value, rule, column->unit, context.language));
    }
}

bool is_multiple(double value, double step) { return std::abs(value / step - std::round(value / step)) * step < 2e-7; }

/// Places whose longitude and latitude are both whole multiples of a step were rounded by somebody.
void check_rounded_place(const geo::FeatureTable& table, const model::PlausibilityRule& rule, const Context& context) {
    if (table.kind() != geo::GeometryKind::Point || !(rule.step_degrees > 0)) return;
    for (std::size_t row = 0; row < table.size(); ++row) {
        const geo::Point place = (*context.to_degrees)(geo::centroid(table.geometry(row)));
        if (is_multiple(place.x, rule.step_degrees) && is_multiple(place.y, rule.step_degrees))
            report(context, rule, feature_name(table, row, context), fmt::format("{:.4f} N {:.4f} E", place.y, place.x));
    }
}

void check_required(const geo::FeatureTable& table, const model::PlausibilityRule& rule, const Context& context) {
    std::size_t empty = 0;
    for (std::size_t row = 0; row < table.size(); ++row)
        if (table.text(row, rule.field).empty()) ++empty;
    if (empty > 0) report(context, rule, "", fmt::format("{}: {} / {}", rule.field, empty, table.size()));
}

void check_unique(const geo::FeatureTable& table, const model::PlausibilityRule& rule, const Context& context) {
    std::map<std::string, std::size_t> seen;
    for (std::size_t row = 0; row < table.size(); ++row) {
        const std::string value = table.text(row, rule.field);
        if (!value.empty() && seen[value]++ == 1)
            report(context, rule, feature_name(table, row, context), fmt::format("{} {}", rule.field, value));
    }
}

void check_inside(const geo::FeatureTable& table, const model::PlausibilityRule& rule, const Context& context) {
    for (std::size_t row = 0; row < table.size(); ++row)
        if (table.part_count(row) > 0 && !context.district.intersects(table.extent(row)))
            report(context, rule, feature_name(table, row, context), "");
}

void check_features(const geo::FeatureTable& table, const Context& context) {
    for (const model::PlausibilityRule& rule : context.dataset->rules) {
        if (rule.kind == "range")
            check_range(table, rule, context);
        else if (rule.kind == "rounded_place")
            check_rounded_place(table, rule, context);
        else if (rule.kind == "required")
            check_required(table, rule, context);
        else if (rule.kind == "unique")
            check_unique(table, rule, context);
        else if (rule.kind == "inside_district")
            check_inside(table, rule, context);
    }
}

/// Counts a raster's cells outside the rule's range, strip by strip so that a large band never lies in memory whole.
void check_band(const io::DistrictFile& file, const model::DatasetPart& part, const model::RasterBand& band,
                const model::PlausibilityRule& rule, const Context& context) {
    constexpr int rows_per_strip = 512;
    std::int64_t count = 0;
    double worst = 0;
    for (int row = 0; row < part.grid.height; row += rows_per_strip) {
        const geo::GridSpec strip{part.grid.x_min, part.grid.y_max - row * part.grid.cell_m, part.grid.cell_m, part.grid.width,
                                  std::min(rows_per_strip, part.grid.height - row)};
        const auto values = file.read_band(part, band, strip);
        if (!values) return context.findings->push_back({"error", context.dataset->id, part.name, "readable", values.error().sentence});
        for (const float value : values->values)
            if (geo::Raster<float>::is_data(value) && outside(static_cast<double>(value), rule))
                ++count, worst = static_cast<double>(value);
    }
    if (count > 0)
        report(context, rule, part.name + " " + band.name,
               fmt::format("{} × {}", count, range_text(worst, rule, band.unit, context.language)));
}

void check_part(const io::DistrictFile& file, const model::DatasetPart& part, const Context& context) {
    for (const std::string& note : part.notes) context.findings->push_back({"info", part.dataset, part.name, "import", note});
    if (part.provenance.source.empty())
        context.findings->push_back({"warning", part.dataset, part.name, "source",
                                     core::Words{"Die Quelle ist nicht angegeben.", "The source is not given."}.in(context.language)});
    if (part.kind != model::DatasetKind::Raster) {
        const auto table = file.read_features(part);
        if (table)
            check_features(*table, context);
        else
            context.findings->push_back({"error", part.dataset, part.name, "readable", table.error().sentence});
        return;
    }
    for (const model::PlausibilityRule& rule : context.dataset->rules)
        for (const model::RasterBand& band : part.bands)
            if (rule.kind == "range" && rule.field.empty()) check_band(file, part, band, rule, context);
}

/// Datasets the district lacks, with what will not work.
void check_missing(const model::District& district, const Declarations& declarations, Language language, std::vector<Finding>& findings) {
    for (const model::DatasetDeclaration& dataset : declarations.datasets.all()) {
        if (district.has(dataset.id)) continue;
        const std::string title = dataset.title.in(language), cost = dataset.cost_of_absence.in(language);
        findings.push_back({"info", dataset.id, "", "missing",
                            fmt::format("{}: {}. {}", title, language == Language::German ? "fehlt" : "missing", cost)});
    }
}

/// How much of the district its municipalities leave uncovered.
void check_municipalities(const io::DistrictFile& file, Language language, std::vector<Finding>& findings) {
    std::vector<geo::Geometry> areas;
    for (const model::DatasetPart* part : file.district().parts_of("boundaries")) {
        const auto table = file.read_features(*part);
        for (std::size_t row = 0; table && row < table->size(); ++row)
            if (table->text(row, "level") == "municipality") areas.push_back(table->geometry(row));
    }
    if (areas.empty() || file.district().boundary.is_empty()) return;
    const double gap_km2 = geo::area(geo::difference(file.district().boundary, geo::united(areas))) / 1e6;
    const std::string text = language == Language::German ? "Die {} Gebiete lassen {} km² des Kreises unbedeckt"
                                                          : "The {} areas leave {} km² of the district uncovered";
    findings.push_back({gap_km2 > 1 ? "warning" : "info", "boundaries", "", "coverage",
                        fmt::format(fmt::runtime(text), areas.size(), core::number(gap_km2, 2, language))});
}

}  // namespace

std::vector<Finding> check_district(const io::DistrictFile& file, const Declarations& declarations, Language language) {
    std::vector<Finding> findings;
    const auto crs = geo::Crs::from(file.district().crs), degrees = geo::Crs::from("EPSG:4326");
    if (!crs) return {{"error", "", "", "crs", crs.error().sentence}};
    const auto to_degrees = geo::Transformer::between(*crs, *degrees);
    if (!to_degrees) return {{"error", "", "", "crs", to_degrees.error().sentence}};
    for (const model::DatasetDeclaration& dataset : declarations.datasets.all()) {
        const Context context{&dataset, language, &*to_degrees, file.district().grid.extent(), &findings};
        for (const model::DatasetPart* part : file.district().parts_of(dataset.id)) check_part(file, *part, context);
    }
    check_municipalities(file, language, findings);
    check_missing(file.district(), declarations, language, findings);
    const auto weight = [](const Finding& finding) { return finding.severity == "error" ? 0 : finding.severity == "warning" ? 1 : 2; };
    std::stable_sort(findings.begin(), findings.end(), [&](const Finding& a, const Finding& b) { return weight(a) < weight(b); });
    return findings;
}

}  // namespace kreisblick::engine
