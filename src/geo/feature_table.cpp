#include "geo/feature_table.h"

#include <fmt/format.h>

#include <cassert>
#include <cmath>
#include <limits>

namespace kreisblick::geo {
namespace {

/// Makes the column as long as the table, filling with "no value".
void fill_up(Column& column, std::size_t rows) {
    if (column.is_text())
        column.texts.resize(rows);
    else
        column.numbers.resize(rows, std::numeric_limits<double>::quiet_NaN());
}

void copy_value(const Column& from, std::size_t from_row, Column& to, std::size_t to_row) {
    if (to.is_text())
        to.texts[to_row] = from.text_at(from_row);
    else if (!from.is_text())
        to.numbers[to_row] = from.numbers[from_row];
}

}  // namespace

std::string Column::text_at(std::size_t row) const {
    if (is_text()) return texts[row];
    const double value = numbers[row];
    if (std::isnan(value)) return {};
    return type == ColumnType::Whole ? fmt::format("{:.0f}", value) : fmt::format("{}", value);
}

FeatureTable::Shapes& FeatureTable::own_shapes() {
    if (m_shapes.use_count() > 1) m_shapes = std::make_shared<Shapes>(*m_shapes);
    return *m_shapes;
}

std::size_t FeatureTable::add(const Geometry& geometry) {
    assert(geometry.is_empty() || geometry.kind == m_kind);
    Shapes& shapes = own_shapes();
    Extent extent;
    for (const Part& part : geometry.parts) {
        shapes.points.insert(shapes.points.end(), part.points.begin(), part.points.end());
        shapes.first_point.push_back(static_cast<std::uint32_t>(shapes.points.size()));
        shapes.is_hole.push_back(part.is_hole ? 1 : 0);
        for (const Point point : part.points) extent.include(point);
    }
    shapes.first_part.push_back(static_cast<std::uint32_t>(shapes.first_point.size() - 1));
    shapes.extents.push_back(extent);
    for (Column& column : m_columns) fill_up(column, size());
    return size() - 1;
}

std::span<const Point> FeatureTable::part(std::size_t row, std::size_t part) const {
    const std::size_t index = m_shapes->first_part[row] + part;
    return {m_shapes->points.data() + m_shapes->first_point[index], m_shapes->first_point[index + 1] - m_shapes->first_point[index]};
}

Geometry FeatureTable::geometry(std::size_t row) const {
    Geometry result{m_kind, {}};
    for (std::size_t index = 0; index < part_count(row); ++index) {
        const auto points = part(row, index);
        result.parts.push_back({{points.begin(), points.end()}, part_is_hole(row, index)});
    }
    return result;
}

Extent FeatureTable::extent() const {
    Extent all;
    for (const Extent& one : m_shapes->extents) all.include(one);
    return all;
}

Column& FeatureTable::column(const std::string& name, ColumnType type, const std::string& unit) {
    if (Column* existing = find(name)) return *existing;
    Column made{name, unit, type, {}, {}};
    fill_up(made, size());
    return m_columns.emplace_back(std::move(made));
}

const Column* FeatureTable::find(const std::string& name) const {
    for (const Column& column : m_columns)
        if (column.name == name) return &column;
    return nullptr;
}

Column* FeatureTable::find(const std::string& name) {
    for (Column& column : m_columns)
        if (column.name == name) return &column;
    return nullptr;
}

double FeatureTable::number(std::size_t row, const std::string& name) const {
    const Column* column = find(name);
    return column && !column->is_text() ? column->numbers[row] : std::numeric_limits<double>::quiet_NaN();
}

std::string FeatureTable::text(std::size_t row, const std::string& name) const {
    const Column* column = find(name);
    return column ? column->text_at(row) : std::string{};
}

void FeatureTable::append(const FeatureTable& other) {
    assert(other.m_kind == m_kind);
    const std::size_t before = size();
    for (std::size_t row = 0; row < other.size(); ++row) add(other.geometry(row));
    for (const Column& theirs : other.m_columns) {
        Column& ours = column(theirs.name, theirs.type, theirs.unit);
        for (std::size_t row = 0; row < other.size(); ++row) copy_value(theirs, row, ours, before + row);
    }
}

FeatureTable FeatureTable::rows(std::span<const std::size_t> chosen) const {
    FeatureTable result(m_kind);
    for (const std::size_t row : chosen) result.add(geometry(row));
    for (const Column& ours : m_columns) {
        Column& theirs = result.column(ours.name, ours.type, ours.unit);
        for (std::size_t index = 0; index < chosen.size(); ++index) copy_value(ours, chosen[index], theirs, index);
    }
    return result;
}

}  // namespace kreisblick::geo
