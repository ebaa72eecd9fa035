#pragma once

#include "core/result.h"

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

namespace kreisblick::io {

struct SqliteDeleter {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct StatementDeleter {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

using Bytes = std::span<const std::uint8_t>;

/// A prepared statement. Parameters are bound in order, rows are walked with step(). Errors are clauses ("the disk is full") that fit
/// behind a colon.
class Statement {
  public:
    explicit Statement(sqlite3_stmt* statement) : m_statement(statement) {}

    Statement& bind(std::int64_t value);
    Statement& bind(int value) { return bind(static_cast<std::int64_t>(value)); }
    Statement& bind(double value);  ///< NaN becomes NULL
    Statement& bind(const std::string& value);
    Statement& bind(std::nullptr_t);
    Statement& bind(Bytes value);  ///< must stay in place until the next reset()

    /// Goes to the next row; false behind the last one.
    [[nodiscard]] core::Result<bool> step();
    /// Runs a statement that gives no rows and makes it ready for the next values.
    [[nodiscard]] core::Result<void> run();
    void reset();

    [[nodiscard]] bool is_null(int column) const { return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL; }
    [[nodiscard]] std::int64_t whole(int column) const { return sqlite3_column_int64(m_statement.get(), column); }
    [[nodiscard]] double number(int column) const { return sqlite3_column_double(m_statement.get(), column); }
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] Bytes blob(int column) const;

  private:
    std::unique_ptr<sqlite3_stmt, StatementDeleter> m_statement;
    int m_bound = 0;
};

enum class SqliteAccess { Create, Write, Read };

/// An SQLite file. Errors are clauses that fit behind a colon.
class Database {
  public:
    [[nodiscard]] static core::Result<Database> open(const std::filesystem::path& path, SqliteAccess access);

    [[nodiscard]] core::Result<Statement> prepare(const std::string& sql);
    /// Runs one or several statements without parameters.
    [[nodiscard]] core::Result<void> run(const std::string& sql);
    /// Runs one statement with its parameters.
    template <typename... Values>
    [[nodiscard]] core::Result<void> run(const std::string& sql, const Values&... values) requires(sizeof...(Values) > 0) {
        KREISBLICK_TRY(Statement statement, prepare(sql));
        (statement.bind(values), ...);
        return statement.run();
    }
    [[nodiscard]] core::Result<bool> has_table(const std::string& name);
    [[nodiscard]] std::int64_t last_row() const { return sqlite3_last_insert_rowid(m_database.get()); }

  private:
    std::unique_ptr<sqlite3, SqliteDeleter> m_database;
};

/// BEGIN IMMEDIATE … COMMIT; rolled back when it goes without commit().
class Transaction {
  public:
    [[nodiscard]] static core::Result<Transaction> begin(Database& database);
    Transaction(Transaction&& other) noexcept : m_database(std::exchange(other.m_database, nullptr)) {}
    Transaction& operator=(Transaction&& other) noexcept;
    ~Transaction();
    [[nodiscard]] core::Result<void> commit();

  private:
    explicit Transaction(Database& database) : m_database(&database) {}
    Database* m_database = nullptr;
};

/// A name as SQL wants it: "name", with quotes doubled.
[[nodiscard]] std::string quoted(const std::string& name);

/// The cause behind an SQLite result code, as a clause.
[[nodiscard]] std::string sqlite_cause(sqlite3* database, int code);

}  // namespace kreisblick::io
