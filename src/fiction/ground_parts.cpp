// Boundaries, water and heights as parts.
#include "fiction/sheet.h"
#include "fiction/world.h"

#include <fmt/format.h>

namespace kreisblick::fiction {
namespace {

/// The area of a river along its course: a band of its width.
geo::Geometry band_of(const Curve& course, double width_m) {
    Curve left, right;
    for (std::size_t index = 0; index < course.size(); ++index) {
        const geo::Point before = course[index > 0 ? index - 1 : 0], after = course[std::min(index + 1, course.size() - 1)];
        const geo::Point side = left_of(direction(after - before)) * (width_m / 2);
        left.push_back(course[index] + side);
        right.push_back(course[index] - side);
    }
    // Counter-clockwise: up along the right bank, back along the left one.
    Curve ring(right.begin(), right.end());
    ring.insert(ring.end(), left.rbegin(), left.rend());
    ring.push_back(ring.front());
    return {geo::GeometryKind::Polygon, {{ring, false}}};
}

/// The part of a stream where it is a brook, and the part where it is a river; they share the point between.
Curve upper_course(const Stream& stream) {
    const std::size_t end = std::min(stream.river_from + 1, stream.course.size());
    return end < 2 ? Curve{} : Curve(stream.course.begin(), stream.course.begin() + static_cast<std::ptrdiff_t>(end));
}
Curve lower_course(const Stream& stream) {
    if (stream.river_from + 1 >= stream.course.size()) return {};
    return {stream.course.begin() + static_cast<std::ptrdiff_t>(stream.river_from), stream.course.end()};
}

}  // namespace

void add_boundaries(const World& world, std::vector<Part>& parts) {
    Sheet sheet(geo::GeometryKind::Polygon);
    sheet.add(world.territory.boundary).text("ags", k_district_key).text("name", world.district_name()).text("level", "district");
    sheet.text("type", "Landkreis");
    for (const Municipality& municipality : world.territory.municipalities)
        sheet.add(municipality.boundary)
            .text("ags", municipality.ags)
            .text("name", municipality.name)
            .text("level", "municipality")
            .text("type", municipality.type);
    parts.push_back(part_of(world, "boundaries", sheet.take()));
}

void add_water(const World& world, std::vector<Part>& parts) {
    const geo::Extent extent = world.grid.extent();
    Sheet lines(geo::GeometryKind::Line);
    const std::vector<Curve> river = within(world.land.river.river, extent);
    const auto add = [&](const Curve& course, const char* kind, const std::string& name) {
        lines.add_line(course).text("id", fmt::format("w{}", lines.size() - 1)).text("class", kind).text("name", name);
    };
    for (const Curve& course : river) add(course, "river", world.river_name);
    for (const Stream& stream : world.land.streams)
        for (const auto& [course, kind] : {std::pair{upper_course(stream), "stream"}, std::pair{lower_course(stream), "river"}})
            for (const Curve& piece : within(course, extent))
                if (piece.size() > 1) add(piece, kind, stream.name);
    Sheet areas(geo::GeometryKind::Polygon);
    for (const Curve& course : river)
        areas.add(band_of(course, world.land.river.width_m)).text("id", fmt::format("wa{}", areas.size())).text("class", "water");
    for (const std::vector<Lake>* lakes : {&world.land.lakes, &world.ponds})
        for (const Lake& lake : *lakes)
            if (const geo::Geometry shape = geo::clipped(lake.shape(), extent); !shape.is_empty())
                areas.add(shape)
                    .text("id", fmt::format("wa{}", areas.size()))
                    .text("class", lakes == &world.ponds ? "pond" : "lake")
                    .text("name", lake.name);
    parts.push_back(part_of(world, "water", lines.take()));
    parts.back().record.name = "lines";
    parts.push_back(part_of(world, "water", areas.take()));
    parts.back().record.name = "areas";
}

void add_ground(const World& world, std::vector<Part>& parts) {
    const std::vector<Channel> channels = channels_of(world.land.river, world.land.streams);
    std::vector<Band> bands;
    std::vector<LevelWater> waters;
    for (const Lake& lake : world.land.lakes) waters.push_back({lake.shape(), lake.level_m});
    bands.push_back({"elevation", "m", detailed(world.land.terrain, world.grid, channels, waters, world.plan.options.seed)});
    parts.push_back(part_of(world, "elevation", std::move(bands)));
}

}  // namespace kreisblick::fiction
