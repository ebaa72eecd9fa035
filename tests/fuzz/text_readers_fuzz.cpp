// Everything that reads text a stranger wrote, behind libFuzzer's entry. To hunt for long, build with clang:
//   clang++ -std=c++20 -g -fsanitize=fuzzer,address,undefined -Isrc tests/fuzz/text_readers_fuzz.cpp
//   src/io/{csv_table,source_text,census_cells,osm_tags}.cpp src/geo/{feature_table,geometry,geos_geometry}.cpp -lfmt -lgeos_c -o
//   build/text_readers_fuzz && build/text_readers_fuzz tests/fuzz/corpus/text_readers
// fuzz_replay_test.cpp runs the seeds, and mutations of them, with every test run.
#include "io/census_cells.h"
#include "io/csv_table.h"
#include "io/osm_tags.h"
#include "io/source_text.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kreisblick;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto require = [](bool holds) {
        if (!holds) std::abort();
    };

    if (const auto cell = io::census_cell(bytes)) require(cell->width() > 0 && cell->width() == cell->height() && cell->x_min >= 0);
    (void)io::number_in(bytes);
    (void)io::power_kw_in(bytes);
    if (const auto year = io::year_in(bytes)) require(*year >= 1000 && *year < 2200);
    (void)io::metres_in(bytes);
    require(!io::column_name(bytes).empty());
    (void)io::comparable_name(bytes);

    const auto text = io::to_utf8(bytes);
    require(text.has_value());  // with no encoding named, any bytes are some text
    const auto table = io::read_csv(*text);
    if (!table) return 0;
    require(table->rows.size() == table->lines.size());
    for (const auto& row : table->rows) require(row.size() == table->names.size());
    for (std::size_t i = 0; i < table->names.size() && i < 32; ++i) require(io::typed_column(*table, i).size() == table->rows.size());
    return 0;
}
