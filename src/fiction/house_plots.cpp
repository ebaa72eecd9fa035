#include "fiction/house_plots.h"

#include <cmath>

namespace kreisblick::fiction {

bool Plots::put(const Box& box, Use use, Address address, double gap_m) {
    if (distance(box.centre, m_place.centre) + box.reach() > m_limit_m || m_occupied.hinders(box, gap_m)) return false;
    m_occupied.add(box);
    House house;
    house.box = box;
    house.use = use;
    house.settlement = m_index;
    house.address = address;
    house.remoteness = distance(box.centre, m_place.centre);
    house.has_wing = box.half_length > 5.5 && (use == Use::Dwelling ? m_random.chance(0.22) : use == Use::Barn && m_random.chance(0.15));
    m_houses.push_back(house);
    m_dwellings += is_dwelling(use);
    return true;
}

void Plots::put_around_centre(Use use, double half_length, double half_depth, double from_m, double to_m) {
    for (int attempt = 0; attempt < 60; ++attempt) {
        const double far = from_m + (to_m - from_m) * (attempt + m_random.unit()) / 60;
        const geo::Point way = direction({m_random.bell(), m_random.bell()});
        // Churches look east.
        const geo::Point along =
            use == Use::Church ? turned({1, 0}, m_random.between(-0.2, 0.2)) : direction({m_random.bell(), m_random.bell()});
        if (put({m_place.centre + way * far, along, half_length, half_depth}, use, {}, 3)) return;
    }
}

void Plots::public_buildings() {
    const bool is_town = m_place.people > 2600;
    if (m_place.people > 90) put_around_centre(Use::Church, is_town ? 17 : m_random.between(9, 12), is_town ? 8 : 5, 12, 140);
    if (m_place.is_seat) put_around_centre(Use::TownHall, is_town ? 12 : 9, is_town ? 8 : 6, 10, 160);
    if (m_place.people > 130) put_around_centre(Use::FireStation, 8, 5, 60, 320);
    for (int schools = m_place.people > 900 ? 1 + m_place.people / 3500 : 0; schools > 0; --schools)
        put_around_centre(Use::School, m_random.between(18, 32), m_random.between(8, 12), 120, 260 + m_place.core_m);
}

void Plots::put_beside(const House& house, bool is_old) {
    const double luck = m_random.unit();
    const Use use = is_old ? (luck < 0.72 ? Use::Barn : Use::Shed) : luck < 0.56 ? Use::Garage : luck < 0.9 ? Use::Shed : Use::Barn;
    for (int attempt = 0; attempt < 4; ++attempt)
        if (put(beside(house, use, is_old), use, house.address, use == Use::Garage ? 0.3 : 0.6)) return;
    for (int attempt = 0; attempt < 2; ++attempt)
        if (put(beside(house, Use::Shed, is_old), Use::Shed, house.address, 0.6)) return;
}

Box Plots::beside(const House& house, Use use, bool is_old) {
    const geo::Point along = house.box.along, back = left_of(along);
    const double side = m_random.chance(0.5) ? 1 : -1;
    if (use == Use::Garage)
        return {house.box.centre + along * (side * (house.box.half_length + m_random.between(2.2, 3.6))) + back * m_random.between(-2, 2),
                back, 3.1, 1.7};
    const bool is_barn = use == Use::Barn, is_turned = is_barn && m_random.chance(0.45);
    const double size = is_old ? 1 : 0.75;
    const double half_length = is_barn ? m_random.between(5, 9) * size : m_random.between(1.8, 3.2);
    const double half_depth = is_barn ? m_random.between(3.8, 5.5) * size : m_random.between(1.5, 2.2);
    const double away = is_old ? m_random.between(2, 9) : m_random.between(5, 14), deep = is_turned ? half_length : half_depth;
    return {house.box.centre + back * (side * (house.box.half_depth + deep + away)) + along * m_random.between(-3, 3),
            is_turned ? back : along, half_length, half_depth};
}

void Plots::build_along(const Curve& front, double clear_m, Address address, bool is_old) {
    const bool is_town = m_place.people > 2600;
    const double side_buildings = std::max(0.0, static_cast<double>(m_place.buildings) / std::max(1, m_place.dwelling_houses) - 1.04);
    for (const double side : {1.0, -1.0}) {
        // Both ends stay free for a side street.
        constexpr double k_free_end_m = 8.5;
        const double last = length(front) - k_free_end_m;
        double next = k_free_end_m + m_random.between(0, 3), far = 0;
        for (std::size_t index = 1; index < front.size(); ++index) {
            const geo::Point along = direction(front[index] - front[index - 1]), out = left_of(along) * side;
            const double size = distance(front[index], front[index - 1]);
            const Address here{address.street, address.road, address.vertex + static_cast<int>(index)};
            for (; next < far + size && m_dwellings < m_place.dwelling_houses; next += 3) {
                const bool is_block = !is_old && is_town && m_random.chance(0.07);
                const double half_length = is_block ? m_random.between(9, 15)
                                           : is_old ? m_random.between(4.2, 6.8)
                                                    : m_random.between(4.6, 6.4);
                const double half_depth = is_block ? 5.8 : is_old ? m_random.between(3.9, 5.4) : m_random.between(4.1, 5.2);
                const double back =
                    clear_m + (is_old ? m_random.between(0.3, 2.8) : m_random.between(3.5, 8)) + m_row * m_random.between(20, 27);
                const bool is_gabled = m_random.chance(is_old ? 0.4 : 0.15);
                const double wide = is_gabled ? half_depth : half_length, deep = is_gabled ? half_length : half_depth;
                if (next + 2 * wide > last) break;
                const geo::Point centre = front[index - 1] + along * (next - far + wide) + out * (back + deep);
                const double lean = is_old ? m_random.between(-0.09, 0.09) : m_random.between(-0.02, 0.02);
                const Box box{centre, turned(is_gabled ? left_of(along) : along, lean), half_length, half_depth};
                const Use use = is_block ? Use::Apartments : is_old && m_random.chance(is_town ? 0.02 : 0.2) ? Use::Farm : Use::Dwelling;
                if (!put(box, use, here, is_old ? 0.5 : 3)) continue;
                m_owed += use == Use::Farm ? 1.2 : 0;
                next += 2 * wide + (is_old ? (is_town ? m_random.between(0, 2) : m_random.between(0.5, 8)) : m_random.between(9, 19)) - 3;
                const House house = m_houses.back();
                for (m_owed = std::min(3.5, m_owed + side_buildings); m_owed >= 1; m_owed -= 1) put_beside(house, is_old);
            }
            far += size;
        }
    }
}

void Plots::put_farm(geo::Point vertex) {
    const geo::Point way = direction({m_random.bell(), m_random.bell()});
    const geo::Point yard = vertex + way * m_random.between(28, 45);
    if (!put({yard, way, 7, 5}, Use::Farm, {}, 8)) return;
    put({yard + way * 32, left_of(way), m_random.between(12, 20), m_random.between(6, 9)}, Use::Barn, {}, 2);
    put({yard + left_of(way) * 30 + way * 8, way, m_random.between(10, 16), m_random.between(6, 9)}, Use::Barn, {}, 2);
}

void Plots::fill_up(const std::vector<geo::Point>& vertices) {
    if (m_houses.empty() || vertices.empty()) return;
    const auto one_of = [&](const auto& list) {
        return list[static_cast<std::size_t>(m_random.whole(0, static_cast<int>(list.size()) - 1))];
    };
    for (int farms = 1 + m_place.people / 500, attempt = 0; farms > 0 && attempt < 60; ++attempt) {
        const geo::Point vertex = one_of(vertices);
        if (distance(vertex, m_place.centre) < m_place.core_m * 2.4 + 160) continue;
        put_farm(vertex);
        --farms;
    }
    for (int halls = m_place.people / 140, attempt = 0; halls > 0 && attempt < 900; ++attempt) {
        const geo::Point vertex = one_of(vertices), way = direction(vertex - m_place.centre);
        if (distance(vertex, m_place.centre) < m_place.core_m * 1.6 + 60) continue;
        const double half_length = m_random.between(9, m_place.people > 2600 ? 32 : 15),
                     half_depth = half_length * m_random.between(0.45, 0.8);
        halls -= put({vertex + turned(left_of(way), m_random.between(-0.4, 0.4)) * (half_depth + m_random.between(12, 40)), way,
                      half_length, half_depth},
                     half_length > 14 ? Use::Hall : Use::Workshop, {}, 4);
    }
    for (int attempt = 0; static_cast<int>(m_houses.size()) < m_place.buildings && attempt < 8 * m_place.buildings; ++attempt) {
        const House house = one_of(m_houses);
        if (house.use == Use::Dwelling || house.use == Use::Farm)
            put_beside(house, house.remoteness < m_place.core_m * (1 + 0.4 * m_random.unit()));
    }
}

}  // namespace kreisblick::fiction
