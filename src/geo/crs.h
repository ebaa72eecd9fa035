#pragma once

#include "core/result.h"
#include "geo/extent.h"

#include <memory>
#include <span>
#include <string>

namespace kreisblick::geo {

/// A coordinate reference system, named by what PROJ understands ("EPSG:25832", WKT). Cheap to copy; carries no handle.
class Crs {
  public:
    /// Checks the definition; the Error names it when PROJ does not know it.
    [[nodiscard]] static core::Result<Crs> from(const std::string& definition);

    [[nodiscard]] const std::string& definition() const { return m_definition; }
    /// The name people know: "ETRS89 / UTM zone 32N".
    [[nodiscard]] const std::string& name() const { return m_name; }
    /// Degrees rather than metres.
    [[nodiscard]] bool is_geographic() const { return m_geographic; }
    [[nodiscard]] bool same_as(const Crs& other) const { return m_definition == other.m_definition; }

  private:
    std::string m_definition;
    std::string m_name;
    bool m_geographic = false;
};

/// Turns coordinates of one CRS into another; x is always east (longitude), y always north (latitude), whatever the
/// authority's axis order says. One thread at a time: PROJ contexts belong to a thread.
class Transformer {
  public:
    [[nodiscard]] static core::Result<Transformer> between(const Crs& from, const Crs& to);
    Transformer(Transformer&&) noexcept;
    Transformer& operator=(Transformer&&) noexcept;
    ~Transformer();

    /// The place in the target CRS; not finite where the transformation has no answer.
    [[nodiscard]] Point operator()(Point point) const;
    /// Transforms in place; returns how many points have no answer (those become infinite).
    std::size_t transform(std::span<Point> points) const;

  private:
    struct Handle;
    explicit Transformer(std::unique_ptr<Handle> handle);
    std::unique_ptr<Handle> m_handle;
};

}  // namespace kreisblick::geo
