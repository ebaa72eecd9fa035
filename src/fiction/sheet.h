#pragma once

#include "fiction/curve.h"
#include "geo/feature_table.h"

namespace kreisblick::fiction {

/// Fills a feature table row by row: `sheet.add(shape).text("name", "…").number("power_kw", 12, "kW")`. What a row does not state stays
/// empty.
class Sheet {
  public:
    explicit Sheet(geo::GeometryKind kind) : m_table(kind) {}

    /// Makes a text column, so that it is there even if no row fills it.
    Sheet& declare(const std::string& column) {
        m_table.column(column, geo::ColumnType::Text);
        return *this;
    }
    Sheet& add(const geo::Geometry& geometry) {
        m_row = m_table.add(geometry);
        return *this;
    }
    Sheet& add_line(const Curve& course) { return add({geo::GeometryKind::Line, {{course, false}}}); }
    Sheet& add_point(geo::Point place) { return add({geo::GeometryKind::Point, {{{place}, false}}}); }
    Sheet& text(const std::string& column, const std::string& value) {
        m_table.column(column, geo::ColumnType::Text).texts[m_row] = value;
        return *this;
    }
    Sheet& number(const std::string& column, double value, const std::string& unit = {}) {
        m_table.column(column, geo::ColumnType::Number, unit).numbers[m_row] = value;
        return *this;
    }
    Sheet& whole(const std::string& column, std::int64_t value, const std::string& unit = {}) {
        m_table.column(column, geo::ColumnType::Whole, unit).numbers[m_row] = static_cast<double>(value);
        return *this;
    }
    [[nodiscard]] std::size_t size() const { return m_table.size(); }
    [[nodiscard]] geo::FeatureTable take() { return std::move(m_table); }

  private:
    geo::FeatureTable m_table;
    std::size_t m_row = 0;
};

}  // namespace kreisblick::fiction
