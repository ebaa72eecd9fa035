#pragma once

#include "core/result.h"
#include "io/sqlite_handles.h"
#include "model/register_case.h"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kreisblick::io {

/// Several fields of one case, changed together or not at all.
struct CaseEdit {
    std::string case_id;
    std::optional<std::int64_t> revision{};  ///< that was read; none = whatever it is now
    std::string who;
    std::vector<model::CaseAssignment> changes;
};

/// A case to be entered: values as checked_case_value gives them; an empty id gets the next free one.
struct NewCase {
    std::string id;
    std::vector<model::CaseAssignment> values;
};

/// Cases of an import that belong together: new ones and changes of those that are there. One edit, one transaction.
struct CaseBatch {
    std::string who;
    std::string when{};  ///< empty = now
    std::vector<NewCase> new_cases;
    std::vector<CaseEdit> edits{};  ///< their who and revision do not count
};

/// How many cases lie in an area, by what is known of them. The numbers themselves are never shown to the public: see model::count_class.
struct CaseCounts {
    std::size_t cases = 0;   ///< all that are not "no vacancy"
    std::size_t vacant = 0;  ///< checked and not yet in use again
    std::size_t reused = 0;
};

/// The vacancy register of a district file. Every edit is one durable transaction that writes value and history together; when edit()
/// returns, the edit survives a kill and a loss of power. One object belongs to one thread; other programs may edit the same file.
class RegisterFile {
  public:
    /// Opens the register of a district file. A file that has none yet shows an empty one and gets its tables with the first edit.
    [[nodiscard]] static core::Result<RegisterFile> open(const std::filesystem::path& district_file);

    /// All cases, in the order of entry.
    [[nodiscard]] core::Result<std::vector<model::RegisterCase>> cases(model::Internal);
    [[nodiscard]] core::Result<std::vector<model::CouncilCase>> cases(model::Council);
    void cases(model::Public) = delete;
    /// One case; an Error if there is none of that id.
    [[nodiscard]] core::Result<model::RegisterCase> find(model::Internal, const std::string& id);
    [[nodiscard]] core::Result<model::CouncilCase> find(model::Council, const std::string& id);
    void find(model::Public, const std::string& id) = delete;
    /// What happened to a case, oldest first; to all cases for an empty id.
    [[nodiscard]] core::Result<std::vector<model::CaseChange>> history(model::Internal, const std::string& id);
    void history(model::Council, const std::string& id) = delete;
    void history(model::Public, const std::string& id) = delete;

    /// Number of cases in each area; area_of gets building and place of a case and returns the area's number, or nothing.
    using AreaOf = std::function<std::optional<std::size_t>(const std::string& building, double x, double y)>;
    [[nodiscard]] core::Result<std::map<std::size_t, CaseCounts>> counts(const AreaOf& area_of);

    /// Changes a case and returns it as it is now. An Error, and nothing changed, if somebody edited it since (who and what is said), if
    /// the move of the status is not allowed, or if there is no such case.
    [[nodiscard]] core::Result<model::RegisterCase> edit(model::Internal, const CaseEdit& edit);
    /// Enters a case and returns it.
    [[nodiscard]] core::Result<model::RegisterCase> add(model::Internal, const NewCase& entered, const std::string& who);
    /// Takes the last edit of a case back that was not taken back yet, and returns the case; an edit that entered it takes it out (nothing
    /// is returned). What was undone stays in the history.
    [[nodiscard]] core::Result<std::optional<model::RegisterCase>> undo(model::Internal, const std::string& id, const std::string& who);
    /// Enters and changes many cases; all or none. Returns how many were entered.
    [[nodiscard]] core::Result<std::size_t> store(model::Internal, const CaseBatch& batch);

  private:
    /// While a register is open its journal stays beside the file, which spares every edit the way through the folder; then it goes.
    struct JournalCloser {
        void operator()(Database* database) const;
    };
    using OpenDatabase = std::unique_ptr<Database, JournalCloser>;
    RegisterFile(std::filesystem::path path, OpenDatabase database) : m_path(std::move(path)), m_database(std::move(database)) {}
    template <typename Work>
    auto in_transaction(const char* tried, Work work) -> decltype(work());
    [[nodiscard]] core::Result<std::vector<model::RegisterCase>> read_cases();
    [[nodiscard]] core::Result<model::RegisterCase> read_case(const std::string& id);

    std::filesystem::path m_path;
    OpenDatabase m_database;
};

}  // namespace kreisblick::io
