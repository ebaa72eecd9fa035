#pragma once

#include "core/result.h"
#include "geo/extent.h"
#include "io/district_file.h"

#include <string>
#include <string_view>
#include <vector>

namespace kreisblick::engine {

/// A place with a name that one can go to.
struct Place {
    enum class Kind { District, Municipality, Town, Village, Other };
    std::string name;
    Kind kind = Kind::Other;
    geo::Point point;    ///< its middle, district CRS
    geo::Extent extent;  ///< of areas; a place known by its middle alone has one of a kilometre or two around it
    double population = 0;
};

/// The text as search compares it: lower case, ß as ss, accents gone, signs as spaces. long_umlauts writes ä ö ü as ae oe ue, else as a o
/// u.
[[nodiscard]] std::string folded(std::string_view text, bool long_umlauts);

/// The places of a district by name.
class PlaceIndex {
  public:
    PlaceIndex() = default;
    explicit PlaceIndex(std::vector<Place> places);

    [[nodiscard]] std::size_t size() const { return m_entries.size(); }
    /// At most so many places whose name holds the text: those that begin with it first, then those with a word that does, larger ones
    /// before smaller ones. "gross" and "Groß", "moehre", "mohre" and "Möhre" find the same. Empty text finds nothing.
    [[nodiscard]] std::vector<Place> find(std::string_view text, std::size_t most) const;

  private:
    struct Entry {
        Place place;
        std::string short_name;  // ä as a
        std::string long_name;   // ä as ae
    };
    std::vector<Entry> m_entries;
};

/// The district's municipalities and places. A name that is both, close together, is listed once, as the municipality. Parts that cannot be
/// read are an Error.
[[nodiscard]] core::Result<PlaceIndex> read_places(const io::DistrictFile& file);

}  // namespace kreisblick::engine
