#include "io/sqlite_handles.h"

#include <cstring>

namespace kreisblick::io {
namespace {

/// How long a second program is waited for before its sentence comes.
constexpr int k_busy_timeout_ms = 2000;

int flags_of(SqliteAccess access) {
    switch (access) {
        case SqliteAccess::Create: return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
        case SqliteAccess::Write: return SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
        case SqliteAccess::Read: return SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
    }
    return SQLITE_OPEN_READONLY;
}

tl::unexpected<core::Error> failure(sqlite3* database, int code) {
    return tl::unexpected<core::Error>(core::Error{sqlite_cause(database, code)});
}

}  // namespace

std::string sqlite_cause(sqlite3* database, int code) {
    switch (code & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return "another program is writing to it";
        case SQLITE_FULL: return "the disk is full";
        case SQLITE_READONLY: return "the file or its folder is read-only";
        case SQLITE_IOERR: return "the disk refused to read or write (it may be full)";
        case SQLITE_NOTADB: return "it is not an SQLite file";
        case SQLITE_CORRUPT: return "the file is damaged";
        case SQLITE_CANTOPEN: return "the file, or the journal beside it, cannot be opened for writing";
        case SQLITE_NOMEM: return "there is not enough memory";
        default: return database ? sqlite3_errmsg(database) : sqlite3_errstr(code);
    }
}

std::string quoted(const std::string& name) {
    std::string result = "\"";
    for (const char character : name) {
        if (character == '"') result += '"';
        result += character;
    }
    return result + '"';
}

Statement& Statement::bind(std::int64_t value) {
    sqlite3_bind_int64(m_statement.get(), ++m_bound, value);
    return *this;
}

Statement& Statement::bind(double value) {
    sqlite3_bind_double(m_statement.get(), ++m_bound, value);
    return *this;
}

Statement& Statement::bind(const std::string& value) {
    sqlite3_bind_text64(m_statement.get(), ++m_bound, value.data(), value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    return *this;
}

Statement& Statement::bind(std::nullptr_t) {
    sqlite3_bind_null(m_statement.get(), ++m_bound);
    return *this;
}

Statement& Statement::bind(Bytes value) {
    sqlite3_bind_blob64(m_statement.get(), ++m_bound, value.data(), value.size(), SQLITE_STATIC);
    return *this;
}

core::Result<bool> Statement::step() {
    const int code = sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    sqlite3* database = sqlite3_db_handle(m_statement.get());
    return failure(database, sqlite3_extended_errcode(database));
}

core::Result<void> Statement::run() {
    KREISBLICK_TRY([[maybe_unused]] const bool has_row, step());
    reset();
    return {};
}

void Statement::reset() {
    sqlite3_reset(m_statement.get());
    m_bound = 0;
}

std::string Statement::text(int column) const {
    const Bytes bytes = [&] {
        const unsigned char* start = sqlite3_column_text(m_statement.get(), column);
        return Bytes(start, static_cast<std::size_t>(start ? sqlite3_column_bytes(m_statement.get(), column) : 0));
    }();
    return {bytes.begin(), bytes.end()};
}

Bytes Statement::blob(int column) const {
    const void* start = sqlite3_column_blob(m_statement.get(), column);
    return {static_cast<const std::uint8_t*>(start), static_cast<std::size_t>(start ? sqlite3_column_bytes(m_statement.get(), column) : 0)};
}

core::Result<Database> Database::open(const std::filesystem::path& path, SqliteAccess access) {
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &raw, flags_of(access), nullptr);
    Database database;
    database.m_database.reset(raw);
    if (code != SQLITE_OK) return failure(raw, code);
    sqlite3_extended_result_codes(raw, 1);
    sqlite3_busy_timeout(raw, k_busy_timeout_ms);
    KREISBLICK_CHECK(database.run("PRAGMA trusted_schema = OFF; PRAGMA cache_size = -32768;"));
    return database;
}

core::Result<Statement> Database::prepare(const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v2(m_database.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
    if (code != SQLITE_OK) return failure(m_database.get(), code);
    return Statement(statement);
}

core::Result<void> Database::run(const std::string& sql) {
    const int code = sqlite3_exec(m_database.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return failure(m_database.get(), sqlite3_extended_errcode(m_database.get()));
    return {};
}

core::Result<bool> Database::has_table(const std::string& name) {
    KREISBLICK_TRY(Statement statement, prepare("SELECT 1 FROM sqlite_master WHERE type IN ('table', 'view') AND lower(name) = lower(?)"));
    return statement.bind(name).step();
}

core::Result<Transaction> Transaction::begin(Database& database) {
    KREISBLICK_CHECK(database.run("BEGIN IMMEDIATE"));
    return Transaction(database);
}

Transaction& Transaction::operator=(Transaction&& other) noexcept {
    std::swap(m_database, other.m_database);
    return *this;
}

Transaction::~Transaction() {
    // A failed ROLLBACK means that SQLite has rolled back by itself already (full disk).
    if (m_database) static_cast<void>(m_database->run("ROLLBACK"));
}

core::Result<void> Transaction::commit() {
    KREISBLICK_CHECK(m_database->run("COMMIT"));
    m_database = nullptr;
    return {};
}

}  // namespace kreisblick::io
