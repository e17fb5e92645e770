package erp.migrations;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

import java.util.List;

import javax.sql.DataSource;

/** Brings a schema forward and takes single steps back. */
public final class Migrator {
    private final DataSource dataSource;
    private final Migrations migrations;

    /** With the migrations of this build; the account must own the schema. */
    public Migrator(DataSource dataSource) {
        this(dataSource, Migrations.ofBuild());
    }

    public Migrator(DataSource dataSource, Migrations migrations) {
        this.dataSource = dataSource;
        this.migrations = migrations;
    }

    /** Applies what is new, contract steps left out. Returns the stamps applied. */
    public List<String> migrate() {
        try {
            var result =
                    Flyway.configure()
                            .dataSource(dataSource)
                            .resourceProvider(new MigrationSource(migrations.all()))
                            .outOfOrder(true)
                            .load()
                            .migrate();
            return result.migrations.stream().map(it -> it.version).toList();
        } catch (FlywayException e) {
            throw new MigrationException("The schema cannot be migrated: " + e.getMessage(), e);
        }
    }
}
