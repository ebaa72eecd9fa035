#pragma once

#include "core/result.h"
#include "io/csv_table.h"
#include "model/address.h"
#include "model/register_case.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kreisblick::io {

/// A row of a list, sorted into what the register knows.
struct ListedCase {
    std::size_t line = 0;
    bool is_empty = false;     ///< no cell says anything
    bool is_too_long = false;  ///< it has more cells than the header; those stand in the notes
    std::string id;
    std::array<std::string, model::k_case_fields> values;  ///< as written; the notes hold the columns that are no field
    model::Address address;
    std::optional<geo::Point> degrees;  ///< longitude and latitude, where columns of them are
};

/// Which column of a list fills what: case fields, and id, street, house_number, postcode, city, lon, lat.
class RegisterColumns {
  public:
    /// By --map first, then by the names that lists use, compared without case and signs. An Error for a field or column that does not
    /// exist, and for a list none of whose columns is a field: that is no list of houses.
    [[nodiscard]] static core::Result<RegisterColumns> of(const CsvTable& table, const std::map<std::string, std::string>& mapping);
    /// "field = column, …"
    [[nodiscard]] std::string text(const CsvTable& table) const;
    [[nodiscard]] ListedCase row(const CsvTable& table, std::size_t row) const;

  private:
    [[nodiscard]] std::string cell(const CsvTable& table, std::size_t row, const std::string& field) const;
    [[nodiscard]] std::optional<double> number(const CsvTable& table, std::size_t row, const std::string& field) const;
    std::map<std::string, std::vector<std::size_t>> m_columns_of;  // contact may come from several
    std::vector<std::size_t> m_other;
};

}  // namespace kreisblick::io
