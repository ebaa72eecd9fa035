#include "model/declared_table.h"

#include "model/toml_reader.h"

#include <limits>

namespace kreisblick::model {
namespace {

void read_row(TomlReader& reader, geo::FeatureTable& table) {
    const std::size_t row = table.add_row();
    for (geo::Column& column : table.columns()) {
        if (column.is_text())
            column.texts[row] = reader.text(column.name);
        else
            column.numbers[row] = reader.number(column.name, std::numeric_limits<double>::quiet_NaN());
    }
}

}  // namespace

core::Result<geo::FeatureTable> read_declared_table(const std::filesystem::path& file) {
    geo::FeatureTable table(geo::GeometryKind::None);
    KREISBLICK_CHECK(read_toml(file, [&](TomlReader& reader) {
        reader.tables("column", [&](TomlReader& entry) {
            const auto type = entry.flag("text") ? geo::ColumnType::Text : geo::ColumnType::Number;
            table.column(entry.name("name"), type, entry.text("unit"));
        });
        reader.tables("row", [&](TomlReader& entry) { read_row(entry, table); });
    }));
    return table;
}

}  // namespace kreisblick::model
