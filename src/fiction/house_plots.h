#pragma once

#include "fiction/random.h"
#include "fiction/village.h"

namespace kreisblick::fiction {

/// Puts buildings on the plots along the streets of one place, each where nothing else stands.
class Plots {
  public:
    Plots(Occupied& occupied, Random& random, const Settlement& place, int index, double limit_m)
        : m_occupied(occupied),
          m_random(random),
          m_place(place),
          m_index(index),
          m_limit_m(limit_m) {}

    /// Church, town hall, school, fire station: as many as a place of that size has.
    void public_buildings();
    /// Houses on both sides of a stretch of street, with the barns, garages and sheds behind and beside them.
    void build_along(const Curve& front, double clear_m, Address address, bool is_old);
    /// Later rows are built behind the first (0).
    void set_row(int row) { m_row = row; }
    /// Halls, workshops, farms outside, and barns and sheds until the place has all its buildings.
    void fill_up(const std::vector<geo::Point>& vertices);
    [[nodiscard]] int dwellings() const { return m_dwellings; }
    [[nodiscard]] std::vector<House> take() { return std::move(m_houses); }

  private:
    bool put(const Box& box, Use use, Address address, double gap_m);
    void put_around_centre(Use use, double half_length, double half_depth, double from_m, double to_m);
    /// One of the small buildings that belong to a house: barns in the old centre, garages and sheds in later rows.
    void put_beside(const House& house, bool is_old);
    /// Where such a building could stand.
    [[nodiscard]] Box beside(const House& house, Use use, bool is_old);
    void put_farm(geo::Point vertex);

    Occupied& m_occupied;
    Random& m_random;
    const Settlement& m_place;
    int m_index;
    double m_limit_m;  ///< from the centre: beyond is another place's
    int m_row = 0, m_dwellings = 0;
    double m_owed = 0;  ///< side buildings still to come for the houses that stand
    std::vector<House> m_houses;
};

}  // namespace kreisblick::fiction
