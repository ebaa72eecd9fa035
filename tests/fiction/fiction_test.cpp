#include "fiction/fiction.h"
#include "core/hash.h"
#include "core/parallel.h"
#include "support/small_fiction.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <cstring>

using namespace kreisblick;
using tests::small_fiction;
using tests::table_of;

namespace {

/// Five hundredths of the area in cells of 25 m: a few municipalities, quick to make.
fiction::Options small(std::uint64_t seed) { return {seed, 0.05, 25}; }

fiction::Fiction invented(const fiction::Options& options) {
    auto result = fiction::invent(options, {});
    REQUIRE(result);
    return std::move(*result);
}

std::uint64_t hashed(const void* data, std::size_t bytes, std::uint64_t seed) {
    return core::hash_text({static_cast<const char*>(data), bytes}, seed);
}

std::uint64_t hashed(const geo::FeatureTable& table, std::uint64_t seed) {
    for (std::size_t row = 0; row < table.size(); ++row)
        for (std::size_t part = 0; part < table.part_count(row); ++part)
            seed = hashed(table.part(row, part).data(), table.part(row, part).size_bytes(), seed);
    for (const geo::Column& column : table.columns())
        for (std::size_t row = 0; row < table.size(); ++row) seed = core::hash_text(column.text_at(row), seed);
    return seed;
}

/// One number for all that a fiction holds.
std::uint64_t hash_of(const fiction::Fiction& fiction) {
    std::uint64_t seed = core::hash_text(fiction.district.name);
    for (const fiction::Part& part : fiction.parts) {
        if (const auto* table = std::get_if<geo::FeatureTable>(&part.content))
            seed = hashed(*table, seed);
        else
            for (const fiction::Band& band : std::get<std::vector<fiction::Band>>(part.content))
                seed = std::visit(
                    [&](const auto& raster) { return hashed(raster.values.data(), raster.values.size() * sizeof(raster.values[0]), seed); },
                    band.raster);
    }
    return seed;
}

}  // namespace

TEST_CASE("The same seed invents the same district on one core and on two, another seed another one", "[fiction]") {
    core::set_thread_count(1);
    const std::uint64_t alone = hash_of(invented(small(7)));
    core::set_thread_count(2);
    CHECK(hash_of(invented(small(7))) == alone);
    CHECK(hash_of(invented(small(8))) != alone);
    core::set_thread_count(0);
}

TEST_CASE("The municipalities tile the district", "[fiction]") {
    const fiction::Fiction& fiction = small_fiction(1);
    const geo::FeatureTable& boundaries = table_of(fiction, "boundaries");
    const double district = geo::area(boundaries.geometry(0));
    double sum = 0;
    for (std::size_t row = 1; row < boundaries.size(); ++row) sum += geo::area(boundaries.geometry(row));
    CHECK_THAT(sum, Catch::Matchers::WithinRel(district, 1e-6));
    CHECK_THAT(district / 1e6, Catch::Matchers::WithinRel(0.05 * 1025, 0.05));
    for (std::size_t row = 0; row < boundaries.size(); ++row) CHECK(geo::invalid_reason(boundaries.geometry(row)).empty());
}

TEST_CASE("Everything invented says that it is", "[fiction]") {
    const fiction::Fiction& fiction = small_fiction(1);
    CHECK(fiction.district.is_model_data);
    for (const fiction::Part& part : fiction.parts) CHECK(part.record.provenance.nature == model::Nature::Model);
}

TEST_CASE("A model district of impossible size is refused with a sentence", "[fiction]") {
    CHECK_FALSE(fiction::invent({1, 1000, 10}, {}));
    CHECK_FALSE(fiction::invent({1, 1, 0}, {}));
}
