package erp.migrations.backup;

import erp.migrations.sql.DatabaseLogin;

import java.nio.file.Path;

/** A backup, verification or restore that ends like a killed process, at a chosen point. */
final class KilledWork {
    static final int EXIT_CODE = 137;

    private KilledWork() {}

    public static void main(String[] arguments) {
        var login = new DatabaseLogin(arguments[0], arguments[1], arguments[2]);
        String name = arguments[5];
        Point last = Point.valueOf(arguments[6]);
        BackupWorld world =
                BackupWorld.in(Path.of(arguments[3]))
                        .at(
                                point -> {
                                    if (point == last) {
                                        Runtime.getRuntime().halt(EXIT_CODE);
                                    }
                                });
        switch (arguments[4]) {
            case "backup" -> world.backup(login);
            case "verify" -> world.verify(login, name);
            case "restore" -> world.restore(login, arguments[7]).run(name, true);
            case "resume" -> world.restore(login, arguments[7]).resume();
            default -> throw new IllegalArgumentException(arguments[4]);
        }
    }
}
