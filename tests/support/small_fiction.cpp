#include "support/small_fiction.h"

#include <catch2/catch_test_macros.hpp>

#include <map>

namespace kreisblick::tests {

const fiction::Fiction& small_fiction(std::uint64_t seed) {
    static std::map<std::uint64_t, fiction::Fiction> made;
    if (const auto found = made.find(seed); found != made.end()) return found->second;
    auto result = fiction::invent({seed, k_small_scale, 25}, {});
    REQUIRE(result);
    return made.emplace(seed, std::move(*result)).first->second;
}

const geo::FeatureTable& table_of(const fiction::Fiction& fiction, const std::string& dataset, const std::string& part) {
    for (const fiction::Part& candidate : fiction.parts)
        if (candidate.record.dataset == dataset && candidate.record.name == part) return std::get<geo::FeatureTable>(candidate.content);
    FAIL("no part " << part << " of " << dataset);
    throw;
}

bool is_inside(const fiction::Fiction& fiction, const geo::FeatureTable& table, std::size_t row) {
    return geo::contains(fiction.district.boundary, table.part(row, 0)[0]);
}

}  // namespace kreisblick::tests
