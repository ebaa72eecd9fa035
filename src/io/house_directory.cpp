#include "io/house_directory.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::io {
namespace {

/// Houses are looked up by squares of this edge; a house reaches no farther than into the next one.
constexpr double k_square_m = 100;

}  // namespace

std::int64_t HouseDirectory::square_of(geo::Point place, int east, int north) {
    const auto column = static_cast<std::int64_t>(std::floor(place.x / k_square_m)) + east;
    const auto row = static_cast<std::int64_t>(std::floor(place.y / k_square_m)) + north;
    return column * 10'000'000 + row;
}

core::Result<HouseDirectory> HouseDirectory::of(const DistrictFile& file) {
    HouseDirectory directory;
    for (const model::DatasetPart* part : file.district().parts_of("buildings")) {
        if (part->kind != model::DatasetKind::Vector) continue;
        KREISBLICK_TRY(geo::FeatureTable table, file.read_features(*part));
        directory.m_tables.push_back(std::move(table));
        directory.add(directory.m_tables.back());
    }
    return directory;
}

void HouseDirectory::add(const geo::FeatureTable& table) {
    for (std::size_t row = 0; row < table.size(); ++row) {
        House house{table.text(row, "id"),
                    model::address_of(table.text(row, "street"), table.text(row, "house_number"), table.text(row, "postcode"),
                                      table.text(row, "city")),
                    table.part_count(row) > 0 ? table.extent(row).centre() : geo::Point{std::nan(""), std::nan("")}};
        const std::size_t number = m_houses.size();
        if (!house.id.empty()) m_by_id.emplace(house.id, number);
        if (!house.address.is_empty()) m_by_address.emplace(house.address.street, number);
        if (std::isfinite(house.place.x)) m_by_square.emplace(square_of(house.place, 0, 0), number);
        m_rows.emplace_back(m_tables.size() - 1, row);
        m_houses.push_back(std::move(house));
    }
}

const HouseDirectory::House* HouseDirectory::by_id(const std::string& id) const {
    const auto found = m_by_id.find(id);
    return found == m_by_id.end() ? nullptr : &m_houses[found->second];
}

std::vector<const HouseDirectory::House*> HouseDirectory::by_address(const model::Address& address) const {
    std::vector<const House*> found;
    const auto [first, last] = m_by_address.equal_range(address.street);
    for (auto entry = first; entry != last; ++entry) {
        const House& house = m_houses[entry->second];
        if (house.address.agrees_with(address)) found.push_back(&house);
    }
    return found;
}

std::vector<const HouseDirectory::House*> HouseDirectory::at(geo::Point place, double reach_m) const {
    std::vector<std::pair<double, std::size_t>> near;
    for (int east = -1; east <= 1; ++east)
        for (int north = -1; north <= 1; ++north) {
            const auto [first, last] = m_by_square.equal_range(square_of(place, east, north));
            for (auto entry = first; entry != last; ++entry) {
                const auto [table, row] = m_rows[entry->second];
                const double distance = geo::distance(m_tables[table].geometry(row), place);
                if (distance <= reach_m) near.emplace_back(distance, entry->second);
            }
        }
    std::sort(near.begin(), near.end());
    std::vector<const House*> found;
    for (const auto& [distance, number] : near)
        if (near.front().first > 0 || distance <= 0) found.push_back(&m_houses[number]);
    return found;
}

}  // namespace kreisblick::io
