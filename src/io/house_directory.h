#pragma once

#include "geo/feature_table.h"
#include "io/district_file.h"
#include "model/address.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace kreisblick::io {

/// The houses of a district by id, address and place.
class HouseDirectory {
  public:
    struct House {
        std::string id;
        model::Address address;
        geo::Point place;
    };

    [[nodiscard]] static core::Result<HouseDirectory> of(const DistrictFile& file);

    [[nodiscard]] bool is_empty() const { return m_houses.empty(); }
    [[nodiscard]] const House* by_id(const std::string& id) const;
    /// All houses that the address may mean.
    [[nodiscard]] std::vector<const House*> by_address(const model::Address& address) const;
    /// The houses that hold the place, else those within reach of it, nearest first.
    [[nodiscard]] std::vector<const House*> at(geo::Point place, double reach_m) const;

  private:
    void add(const geo::FeatureTable& table);
    [[nodiscard]] static std::int64_t square_of(geo::Point place, int east, int north);

    std::vector<geo::FeatureTable> m_tables;
    std::vector<House> m_houses;
    std::vector<std::pair<std::size_t, std::size_t>> m_rows;  // of the houses: table and row
    std::unordered_map<std::string, std::size_t> m_by_id;
    std::unordered_multimap<std::string, std::size_t> m_by_address;
    std::unordered_multimap<std::int64_t, std::size_t> m_by_square;
};

}  // namespace kreisblick::io
