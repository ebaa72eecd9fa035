#pragma once

#include "fiction/terrain.h"

#include <string>

namespace kreisblick::fiction {

/// From how much land the water of a river comes.
inline constexpr double k_river_km2 = 45;

/// A side river or brook, from its head to its mouth in another water.
struct Stream {
    Curve course;  ///< downstream; its last point lies on the water it joins
    double length_m = 0;
    double drained_km2 = 0;      ///< at the mouth
    std::size_t river_from = 0;  ///< the point of the course where a brook has become a river; beyond the last if it never does
    std::string name;            ///< empty for small ones

    [[nodiscard]] bool is_river() const { return drained_km2 > k_river_km2; }
    [[nodiscard]] double width_m() const { return is_river() ? 9 : drained_km2 > 12 ? 5 : 2.5; }
};

/// All running water but the main river, longest first at each confluence.
[[nodiscard]] std::vector<Stream> find_streams(const Terrain& terrain, const MainRiver& river);
/// Opens the valleys: beside every stream a flat floor that widens with the water, then sides no steeper than people know them; the same
/// beside the main valley's floor.
void open_valleys(Terrain& terrain, const MainRiver& river, std::span<const Stream> streams, std::uint64_t seed);
/// What the fine grid is carved along: every stream and the main river.
[[nodiscard]] std::vector<Channel> channels_of(const MainRiver& river, std::span<const Stream> streams);

}  // namespace kreisblick::fiction
