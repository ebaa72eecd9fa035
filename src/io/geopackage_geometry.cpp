// Binary geometries after OGC 12-128r18 (GeoPackage 1.3, clause 2.1.3) and OGC 06-103r4 (well-known binary).
#include "io/geopackage_geometry.h"

#include <bit>
#include <cstring>

namespace kreisblick::io {
namespace {

static_assert(std::endian::native == std::endian::little, "blobs are written in the byte order of the machine, and marked little-endian");

enum WkbType : std::uint32_t {
    k_point = 1,
    k_line = 2,
    k_polygon = 3,
    k_multi_point = 4,
    k_multi_line = 5,
    k_multi_polygon = 6,
    k_collection = 7
};

/// Deeper nesting than this is no map data but an attack on the stack.
constexpr int k_deepest_nesting = 8;

template <typename T>
void put(std::vector<std::uint8_t>& bytes, T value) {
    const std::size_t at = bytes.size();
    bytes.resize(at + sizeof(T));
    std::memcpy(bytes.data() + at, &value, sizeof(T));
}

void put_head(std::vector<std::uint8_t>& bytes, WkbType type) {
    put<std::uint8_t>(bytes, 1);
    put<std::uint32_t>(bytes, type);
}

void put_points(std::vector<std::uint8_t>& bytes, const std::vector<geo::Point>& points) {
    put(bytes, static_cast<std::uint32_t>(points.size()));
    for (const geo::Point point : points) {
        put(bytes, point.x);
        put(bytes, point.y);
    }
}

/// Index behind the holes that follow the outer ring at `first`.
std::size_t end_of_polygon(const std::vector<geo::Part>& parts, std::size_t first) {
    std::size_t end = first + 1;
    while (end < parts.size() && parts[end].is_hole) ++end;
    return end;
}

void put_polygons(std::vector<std::uint8_t>& bytes, const std::vector<geo::Part>& parts) {
    put_head(bytes, k_multi_polygon);
    std::uint32_t count = 0;
    for (std::size_t first = 0; first < parts.size(); first = end_of_polygon(parts, first)) ++count;
    put(bytes, count);
    for (std::size_t first = 0; first < parts.size();) {
        const std::size_t end = end_of_polygon(parts, first);
        put_head(bytes, k_polygon);
        put(bytes, static_cast<std::uint32_t>(end - first));
        for (; first < end; ++first) put_points(bytes, parts[first].points);
    }
}

void put_lines(std::vector<std::uint8_t>& bytes, const std::vector<geo::Part>& parts) {
    put_head(bytes, k_multi_line);
    put(bytes, static_cast<std::uint32_t>(parts.size()));
    for (const geo::Part& part : parts) {
        put_head(bytes, k_line);
        put_points(bytes, part.points);
    }
}

void put_point(std::vector<std::uint8_t>& bytes, geo::Point point) {
    put_head(bytes, k_point);
    put(bytes, point.x);
    put(bytes, point.y);
}

void put_multi_point(std::vector<std::uint8_t>& bytes, const std::vector<geo::Part>& parts) {
    put_head(bytes, k_multi_point);
    std::uint32_t count = 0;
    for (const geo::Part& part : parts) count += static_cast<std::uint32_t>(part.points.size());
    put(bytes, count);
    for (const geo::Part& part : parts)
        for (const geo::Point point : part.points) put_point(bytes, point);
}

/// Walks over bytes that may end at any place or be in either byte order.
class Reader {
  public:
    explicit Reader(std::span<const std::uint8_t> bytes) : m_bytes(bytes) {}

    [[nodiscard]] bool skip(std::size_t count) {
        if (count > m_bytes.size()) return false;
        m_bytes = m_bytes.subspan(count);
        return true;
    }
    template <typename T>
    [[nodiscard]] bool get(T& value, bool swapped) {
        if (m_bytes.size() < sizeof(T)) return false;
        std::uint8_t raw[sizeof(T)];
        for (std::size_t i = 0; i < sizeof(T); ++i) raw[i] = m_bytes[swapped ? sizeof(T) - 1 - i : i];
        std::memcpy(&value, raw, sizeof(T));
        m_bytes = m_bytes.subspan(sizeof(T));
        return true;
    }
    [[nodiscard]] std::size_t left() const { return m_bytes.size(); }

  private:
    std::span<const std::uint8_t> m_bytes;
};

/// Type without heights and measures, and how many numbers a point has; ISO and EWKB ways of saying so.
struct ShapeHead {
    std::uint32_t type = 0;
    std::size_t numbers = 2;
    bool swapped = false;
};

bool read_head(Reader& reader, ShapeHead& head) {
    std::uint8_t order = 0;
    std::uint32_t raw = 0;
    if (!reader.get(order, false) || order > 1) return false;
    head.swapped = order == 0;
    if (!reader.get(raw, head.swapped)) return false;
    if (raw & 0x20000000U && !reader.skip(4)) return false;
    const std::uint32_t iso = (raw & 0x0fffffffU) / 1000;
    const bool has_z = (raw & 0x80000000U) || iso == 1 || iso == 3;
    const bool has_m = (raw & 0x40000000U) || iso == 2 || iso == 3;
    head.type = (raw & 0x0fffffffU) % 1000;
    head.numbers = std::size_t{2} + (has_z ? 1 : 0) + (has_m ? 1 : 0);
    return true;
}

bool read_point(Reader& reader, const ShapeHead& head, geo::Point& point) {
    return reader.get(point.x, head.swapped) && reader.get(point.y, head.swapped) && reader.skip((head.numbers - 2) * sizeof(double));
}

bool read_points(Reader& reader, const ShapeHead& head, std::vector<geo::Point>& points) {
    std::uint32_t count = 0;
    if (!reader.get(count, head.swapped) || count > reader.left() / (head.numbers * sizeof(double))) return false;
    points.resize(count);
    for (geo::Point& point : points)
        if (!read_point(reader, head, point)) return false;
    return true;
}

/// The first shape decides the kind; another kind behind it is refused.
bool take_kind(geo::Geometry& geometry, geo::GeometryKind kind) {
    if (geometry.kind == geo::GeometryKind::None) geometry.kind = kind;
    return geometry.kind == kind;
}

bool read_polygon(Reader& reader, const ShapeHead& head, geo::Geometry& geometry) {
    std::uint32_t rings = 0;
    if (!take_kind(geometry, geo::GeometryKind::Polygon) || !reader.get(rings, head.swapped)) return false;
    for (std::uint32_t ring = 0; ring < rings; ++ring) {
        geo::Part part;
        part.is_hole = ring > 0;
        if (!read_points(reader, head, part.points)) return false;
        geometry.parts.push_back(std::move(part));
    }
    return true;
}

bool read_line(Reader& reader, const ShapeHead& head, geo::Geometry& geometry) {
    geo::Part part;
    if (!take_kind(geometry, geo::GeometryKind::Line) || !read_points(reader, head, part.points)) return false;
    if (!part.points.empty()) geometry.parts.push_back(std::move(part));
    return true;
}

bool read_single_point(Reader& reader, const ShapeHead& head, geo::Geometry& geometry) {
    geo::Point point;
    if (!take_kind(geometry, geo::GeometryKind::Point) || !read_point(reader, head, point)) return false;
    if (point.x == point.x) geometry.parts.push_back({{point}, false});
    return true;
}

geo::GeometryKind kind_of_multi(std::uint32_t type) {
    if (type == k_multi_point) return geo::GeometryKind::Point;
    if (type == k_multi_line) return geo::GeometryKind::Line;
    return type == k_multi_polygon ? geo::GeometryKind::Polygon : geo::GeometryKind::None;
}

bool read_shape(Reader& reader, geo::Geometry& geometry, int depth) {
    ShapeHead head;
    if (depth > k_deepest_nesting || !read_head(reader, head)) return false;
    switch (head.type) {
        case k_point: return read_single_point(reader, head, geometry);
        case k_line: return read_line(reader, head, geometry);
        case k_polygon: return read_polygon(reader, head, geometry);
        default: break;
    }
    if (head.type < k_multi_point || head.type > k_collection) return false;
    if (head.type != k_collection && !take_kind(geometry, kind_of_multi(head.type))) return false;
    std::uint32_t members = 0;
    if (!reader.get(members, head.swapped)) return false;
    for (std::uint32_t member = 0; member < members; ++member)
        if (!read_shape(reader, geometry, depth + 1)) return false;
    return true;
}

constexpr std::size_t envelope_bytes(unsigned code) {
    constexpr std::size_t k_bytes[] = {0, 32, 48, 48, 64};
    return code < 5 ? k_bytes[code] : 0;
}

}  // namespace

void write_geopackage_geometry(const geo::Geometry& geometry, BlobShape shape, std::int32_t srs_id, std::vector<std::uint8_t>& blob) {
    blob.clear();
    const geo::Extent extent = geometry.extent();
    const bool is_point = shape == BlobShape::SinglePoint && !extent.is_empty();
    const bool has_envelope = !is_point && !extent.is_empty();
    blob.insert(blob.end(), {'G', 'P', 0, static_cast<std::uint8_t>(1 | (has_envelope ? 2 : 0) | (extent.is_empty() ? 16 : 0))});
    put(blob, srs_id);
    if (has_envelope)
        for (const double edge : {extent.x_min, extent.x_max, extent.y_min, extent.y_max}) put(blob, edge);
    if (is_point) return put_point(blob, geometry.parts[0].points[0]);
    switch (geometry.kind) {
        case geo::GeometryKind::Polygon: return put_polygons(blob, geometry.parts);
        case geo::GeometryKind::Line: return put_lines(blob, geometry.parts);
        default: return put_multi_point(blob, geometry.parts);
    }
}

std::optional<geo::Geometry> read_geopackage_geometry(std::span<const std::uint8_t> blob) {
    if (blob.size() < 8 || blob[0] != 'G' || blob[1] != 'P') return std::nullopt;
    const std::size_t head = 8 + envelope_bytes((blob[3] >> 1) & 7U);
    if (blob.size() < head) return std::nullopt;
    return read_wkb(blob.subspan(head));
}

std::optional<geo::Geometry> read_wkb(std::span<const std::uint8_t> wkb) {
    Reader reader(wkb);
    geo::Geometry geometry;
    if (!read_shape(reader, geometry, 0)) return std::nullopt;
    return geometry;
}

}  // namespace kreisblick::io
