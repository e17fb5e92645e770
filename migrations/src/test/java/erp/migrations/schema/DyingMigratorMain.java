package erp.migrations.schema;

import erp.migrations.sql.DatabaseLogin;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A process that migrates by one step of this build, and waits before a statement to be killed. */
final class DyingMigratorMain {
    static final String WAITING = "waiting to be killed";

    private DyingMigratorMain() {}

    public static void main(String[] arguments) {
        Migration migration =
                Migrations.ofBuild().find(arguments[3].replace('_', '.')).orElseThrow();
        MortalDataSource mortal =
                MortalDataSource.of(
                        new DatabaseLogin(arguments[0], arguments[1], arguments[2]).dataSource(),
                        Integer.parseInt(arguments[4]),
                        DyingMigratorMain::waitForDeath);
        new Migrator(mortal.dataSource(), new Migrations(List.of(migration))).migrateWithContract();
    }

    @SuppressWarnings("InfiniteLoopStatement")
    private static void waitForDeath() {
        System.out.println(WAITING);
        while (true) {
            LockSupport.park();
        }
    }
}
