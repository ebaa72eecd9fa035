#pragma once

#include "potentials/land_use.h"
#include "potentials/method.h"

#include <memory>

namespace kreisblick::potentials {

/// The fields of a district and what is known of each, for all methods on farmland.
struct Fields {
    geo::FeatureTable shapes;           ///< with the text columns "id" and "use"
    std::vector<LandUse> uses;          ///< farmland of some kind
    std::vector<double> area_ha;        ///< ground that two fields claim counts for the first
    std::vector<double> soil_value;     ///< 0 … 120; NaN = not known
    std::vector<double> slope_percent;  ///< mean; NaN = not known
    std::vector<std::uint8_t> in_district;
    std::vector<std::string> grown;  ///< names of the crops that grow there, "winter_wheat winter_rape"; empty where nobody knows
    bool are_blocks = false;         ///< stand-ins of whose borders nothing is known
    std::vector<core::Words> notes;  ///< what had to be assumed, and what was wrong with the data

    [[nodiscard]] std::size_t size() const { return shapes.size(); }
    [[nodiscard]] double soil_value_or_usual(std::size_t field) const;
};

/// What fields are made from; to be among a method's needs and uses.
[[nodiscard]] std::vector<std::string> datasets_of_fields();

/// Fields are parcels where the district has them, else land-cover polygons, else blocks of land-cover cells. Made once for all methods.
[[nodiscard]] core::Result<std::shared_ptr<const Fields>> kept_fields(const Inputs& inputs, const core::Job& job);

/// Says the fields' notes beside a result.
void note_fields(const Fields& fields, Results& results);

/// The table that a method on fields gives: shapes with id, use, area, soil value, slope.
[[nodiscard]] geo::FeatureTable table_of(const Fields& fields);

/// A number column of a table, to be filled.
[[nodiscard]] std::vector<double>& numbers_of(geo::FeatureTable& table, const std::string& name, const std::string& unit);

}  // namespace kreisblick::potentials
