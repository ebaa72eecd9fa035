#pragma once

#include "io/district_file.h"
#include "io/register_file.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace kreisblick::io {

/// A list of vacant houses as an office or an initiative keeps it.
struct RegisterList {
    std::filesystem::path file;
    std::string encoding;                        ///< empty = found out
    std::string delimiter;                       ///< as delimiter_from reads it
    std::string source_crs;                      ///< of coordinate columns; empty = the district's
    std::map<std::string, std::string> mapping;  ///< field → column, instead of the guess
    std::string source;                          ///< whose list it is; empty = the file's name
    std::string who;
};

/// A row about which somebody must decide. It was entered as a case of its own (or its case kept its values): nothing was guessed, nothing
/// was lost.
struct DoubtfulRow {
    std::size_t line = 0;  ///< of the file
    std::string case_id;
    std::string why;
};

struct RegisterImportReport {
    std::size_t rows = 0;
    std::size_t entered = 0;
    std::size_t changed = 0;     ///< cases that were there and learned something
    std::size_t unchanged = 0;   ///< rows that say what is known
    std::size_t matched = 0;     ///< rows whose building was found
    std::size_t empty_rows = 0;  ///< that say nothing; not among the rows
    std::string mapping;         ///< "field = column, …"
    std::vector<DoubtfulRow> doubtful;
    core::Warnings warnings;
};

/// Reads a list and enters its rows: all or none. Columns are found by their names; those that are no field go into the notes with their
/// names. The building of a row is the one it names, else the only one at its address, else the one at its position. A case of the same id
/// or building learns what it does not know yet; notes and contact are put behind those that are there; what contradicts is doubtful and
/// changes nothing.
[[nodiscard]] core::Result<RegisterImportReport> import_register(RegisterFile& file, model::Internal internal, const DistrictFile& district,
                                                                 const RegisterList& list);

/// The list as text: UTF-8, RFC 4180. A cell that a spreadsheet would run (begins with = + - @, tab or return) gets a ' before it; import
/// takes it away again.
[[nodiscard]] std::string register_csv(const std::vector<model::RegisterCase>& cases, const std::vector<model::CaseField>& fields,
                                       char delimiter);

/// Writes a text, whole or not at all.
[[nodiscard]] core::Result<void> write_text_file(const std::filesystem::path& path, const std::string& text);

}  // namespace kreisblick::io
