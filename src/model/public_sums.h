#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace kreisblick::model {

/// A value as everybody may know it: one of fixed classes, low ≤ value < high. The bounds never depend on data, zoom or filter, so two
/// answers that differ by one house are the same answer, or neighbouring classes, but never a difference that could be taken.
struct ValueClass {
    double low = 0;
    double high = 0;
    [[nodiscard]] double middle() const;  ///< the geometric mean in two digits
    friend bool operator==(const ValueClass&, const ValueClass&) = default;
};

/// 0–5 ("fewer than 5"), 5–10, 10–20, 20–50, 50–100 …
[[nodiscard]] ValueClass count_class(std::size_t count);
/// 1–2, 2–5, 5–10 … times a power of ten.
[[nodiscard]] ValueClass amount_class(double amount);
/// The mean share of so many buildings: tenths of the whole, 0–10 %, 10–20 % …; quarters where fewer than ten stand for it, as one of them
/// could move it over more than a tenth.
[[nodiscard]] ValueClass share_class(double share, double whole, std::size_t buildings);

/// Whether values of that unit are added up (kWh/a), or averaged (%, kWh/(m²·a)).
[[nodiscard]] bool adds_up(const std::string& unit);

/// What one area gives to the public: nothing, unless at least k_fewest_buildings buildings have a value there and none of them makes up
/// more than half of the sum. So one building more or less moves an answer to a neighbouring class at most, or makes the area silent.
struct AreaSum {
    std::size_t buildings = 0;    ///< that stand for the values
    std::size_t with_values = 0;  ///< of them with a value other than 0
    double sum = 0;
    double largest = 0;
    /// One more value, which stands for so many buildings. NaN stands for none.
    void add(double value, double buildings_of_it);
    /// Values in % are shares of 100, those without unit shares of 1.
    [[nodiscard]] std::optional<ValueClass> told(const std::string& unit) const;
};

}  // namespace kreisblick::model
