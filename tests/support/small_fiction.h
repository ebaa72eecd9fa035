#pragma once

#include "fiction/fiction.h"

#include <string>

namespace kreisblick::tests {

/// The area of the small model district that tests look at, as a share of the full one.
inline constexpr double k_small_scale = 0.05;

/// A small model district of a seed in cells of 25 m, made once for all tests.
const fiction::Fiction& small_fiction(std::uint64_t seed);

/// The features of one part of an invented dataset; fails the test if there is none.
const geo::FeatureTable& table_of(const fiction::Fiction& fiction, const std::string& dataset, const std::string& part = "model");

/// Whether the first point of a feature lies in the district itself rather than in its rim.
bool is_inside(const fiction::Fiction& fiction, const geo::FeatureTable& table, std::size_t row);

}  // namespace kreisblick::tests
