#pragma once

#include "geo/geometry.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kreisblick::geo {

enum class ColumnType { Number, Whole, Text };

/// One column of a FeatureTable. Numbers and whole numbers live in `numbers` (NaN = no value; whole numbers are exact up to 2⁵³),
/// texts in `texts` (empty = no value); the other vector stays empty.
struct Column {
    std::string name;
    std::string unit;  ///< empty where there is none
    ColumnType type = ColumnType::Text;
    std::vector<double> numbers;
    std::vector<std::string> texts;

    [[nodiscard]] bool is_text() const { return type == ColumnType::Text; }
    [[nodiscard]] std::size_t size() const { return is_text() ? texts.size() : numbers.size(); }
    /// The value as plain text ("" = no value; whole numbers without decimals).
    [[nodiscard]] std::string text_at(std::size_t row) const;
};

/// Features of one geometry kind (or a plain table without any) with their columns. Geometry is kept flat: feature → parts → points. Copies
/// share it until one of them grows: several layers often say different things of the same features.
class FeatureTable {
  public:
    FeatureTable() = default;
    explicit FeatureTable(GeometryKind kind) : m_kind(kind) {}

    [[nodiscard]] GeometryKind kind() const { return m_kind; }
    [[nodiscard]] std::size_t size() const { return m_shapes->first_part.size() - 1; }
    [[nodiscard]] bool is_empty() const { return size() == 0; }

    /// Adds a feature; its values are set through the columns afterwards, or by add_row. Returns its row.
    std::size_t add(const Geometry& geometry);
    /// Adds a row to a table without geometry.
    std::size_t add_row() { return add(Geometry{}); }

    [[nodiscard]] std::size_t part_count(std::size_t row) const { return m_shapes->first_part[row + 1] - m_shapes->first_part[row]; }
    [[nodiscard]] std::span<const Point> part(std::size_t row, std::size_t part) const;
    [[nodiscard]] bool part_is_hole(std::size_t row, std::size_t part) const {
        return m_shapes->is_hole[m_shapes->first_part[row] + part] != 0;
    }
    [[nodiscard]] const Extent& extent(std::size_t row) const { return m_shapes->extents[row]; }
    [[nodiscard]] Geometry geometry(std::size_t row) const;
    /// The extent of all features.
    [[nodiscard]] Extent extent() const;

    /// The column of that name, made (filled with "no value") if there is none yet.
    Column& column(const std::string& name, ColumnType type, const std::string& unit = {});
    [[nodiscard]] const Column* find(const std::string& name) const;
    [[nodiscard]] Column* find(const std::string& name);
    [[nodiscard]] const std::vector<Column>& columns() const { return m_columns; }
    [[nodiscard]] std::vector<Column>& columns() { return m_columns; }

    /// Value of a number column; NaN if there is no such column, it is text, or the cell is empty.
    [[nodiscard]] double number(std::size_t row, const std::string& name) const;
    /// Value of any column as text; "" if there is none.
    [[nodiscard]] std::string text(std::size_t row, const std::string& name) const;

    /// Puts another table of the same kind behind this one; columns are joined by name.
    void append(const FeatureTable& other);
    /// A table with only these rows, in this order.
    [[nodiscard]] FeatureTable rows(std::span<const std::size_t> chosen) const;

  private:
    struct Shapes {
        std::vector<std::uint32_t> first_part{0};   // feature → parts
        std::vector<std::uint32_t> first_point{0};  // part → points
        std::vector<std::uint8_t> is_hole;          // per part
        std::vector<Point> points;
        std::vector<Extent> extents;  // per feature
    };
    /// The shapes to change: this table's own from now on.
    Shapes& own_shapes();

    GeometryKind m_kind = GeometryKind::None;
    std::shared_ptr<Shapes> m_shapes = std::make_shared<Shapes>();
    std::vector<Column> m_columns;
};

}  // namespace kreisblick::geo
