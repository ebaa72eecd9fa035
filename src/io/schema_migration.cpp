#include "io/schema_migration.h"

namespace kreisblick::io {

const std::vector<Migration>& migrations() {
    static const std::vector<Migration> steps{};
    return steps;
}

core::Result<int> migrate(Database& database, int schema, std::span<const Migration> steps) {
    KREISBLICK_TRY(Transaction transaction, Transaction::begin(database));
    for (const Migration& step : steps) {
        if (step.to_schema <= schema) continue;
        if (step.to_schema != schema + 1) return core::fail("there is no way from schema {} to {}", schema, step.to_schema);
        KREISBLICK_CHECK(step.apply(database));
        schema = step.to_schema;
    }
    KREISBLICK_CHECK(database.run("UPDATE kreisblick_meta SET value = ? WHERE key = 'schema'", std::to_string(schema)));
    KREISBLICK_CHECK(transaction.commit());
    return schema;
}

}  // namespace kreisblick::io
