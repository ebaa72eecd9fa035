#pragma once

#include "model/turbine.h"
#include "support/places.h"

#include <catch2/catch_test_macros.hpp>

namespace kreisblick::tests {

/// The types that the program brings.
inline const std::vector<model::Turbine>& turbines() {
    static const auto read = model::read_turbines(source_folder() / "assets" / "turbines");
    REQUIRE(read);
    return *read;
}

inline const model::Turbine& turbine(const std::string& id) {
    for (const model::Turbine& type : turbines())
        if (type.id == id) return type;
    FAIL("there is no turbine " << id);
    return turbines().front();
}

}  // namespace kreisblick::tests
