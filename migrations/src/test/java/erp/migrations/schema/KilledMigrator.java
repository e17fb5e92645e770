package erp.migrations.schema;

import erp.migrations.sql.DatabaseLogin;

import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

import java.nio.file.Path;

import javax.sql.DataSource;

/** A migrate that ends like a killed process, at a chosen point of a chosen step. */
final class KilledMigrator {
    static final int EXIT_CODE = 137;

    private KilledMigrator() {}

    public static void main(String[] arguments) {
        DataSource dataSource =
                new DatabaseLogin(arguments[0], arguments[1], arguments[2]).dataSource();
        Migrations migrations = Migrations.in(Path.of(arguments[3]));
        var killer = new Killer(dataSource, migrations, arguments[4], arguments[5]);
        new Migrator(dataSource, migrations, killer).migrate();
    }

    private static final class Killer extends StepRecorder {
        private final String version;
        private final String point;

        Killer(DataSource dataSource, Migrations migrations, String version, String point) {
            super(dataSource, migrations);
            this.version = version;
            this.point = point;
        }

        @Override
        public void handle(Event event, Context context) {
            boolean here = context.getMigrationInfo().getVersion().getVersion().equals(version);
            if (here && event == Event.AFTER_EACH_MIGRATE && point.equals("AFTER_DDL")) {
                Runtime.getRuntime().halt(EXIT_CODE);
            }
            super.handle(event, context);
            if (here && event == Event.BEFORE_EACH_MIGRATE && point.equals("BEFORE")) {
                Runtime.getRuntime().halt(EXIT_CODE);
            }
            if (here && event == Event.AFTER_EACH_MIGRATE && point.equals("AFTER_MARK")) {
                Runtime.getRuntime().halt(EXIT_CODE);
            }
        }
    }
}
