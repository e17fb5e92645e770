package erp.app;

import static org.assertj.core.api.Assertions.assertThatCode;

import erp.core.tx.Database;
import erp.migrations.TestDatabase;
import erp.migrations.sql.DatabaseLogin;

import org.junit.jupiter.api.Test;

/** The trial of a release compares this build's mapping with a schema, types and all. */
class MappingIT {
    @Test
    void the_mapping_fits_the_schema_of_this_build() {
        DatabaseLogin login = TestDatabase.schema().application();
        try (Database database =
                Database.open(
                        new Database.Options(login.url(), login.user(), login.password()),
                        WiredModules.all().entities())) {
            assertThatCode(() -> database.sessions().getSchemaManager().validate())
                    .doesNotThrowAnyException();
        }
    }
}
