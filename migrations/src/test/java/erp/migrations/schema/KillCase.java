package erp.migrations.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.migrations.TestSchema;
import erp.migrations.sql.MigrationException;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** One migration, killed at its statements. */
final class KillCase {
    /** How what a kill left behind is mended. */
    private enum Way {
        RESUME,
        UNDO
    }

    interface Act {
        void on(Migrator migrator);
    }

    private final TestSchema schema;
    private final KilledSchema killed;
    private final Migrations known;
    private final String stamp;

    KillCase(TestSchema schema, Migration migration) {
        this.schema = schema;
        this.known = new Migrations(List.of(migration));
        this.stamp = migration.stamp();
        this.killed = new KilledSchema(schema, migration);
    }

    void run() throws SQLException {
        KilledSchema.Content before = killed.content();
        List<String> up = statements(Migrator::migrateWithContract);
        KilledSchema.Content after = killed.content();
        List<String> down = statements(it -> it.undoLast(DataLoss.ACCEPTED));
        assertThat(killed.content()).isEqualTo(before);

        killMigrate(up, before, after);
        migrator().migrateWithContract();
        assertThat(killed.content()).isEqualTo(after);
        killUndo(down, before, after);
    }

    KilledSchema.Content content() throws SQLException {
        return killed.content();
    }

    private void killMigrate(
            List<String> up, KilledSchema.Content before, KilledSchema.Content after)
            throws SQLException {
        var plan = new Ways(up.size());
        while (plan.hasNext()) {
            int point = plan.next();
            kill(point, Migrator::migrateWithContract);
            String where = "killed before " + up.get(point);
            switch (plan.wayOutOf(killed.state())) {
                case RESUME -> {
                    migrateOrRefuse();
                    migrator().resume();
                    migrator().migrateWithContract();
                    assertSettled(where + ", finished", after, true);
                    migrator().undoLast(DataLoss.ACCEPTED);
                }
                case UNDO -> undoIfOpen();
            }
            assertSettled(where + ", taken back", before, false);
        }
    }

    private void killUndo(
            List<String> down, KilledSchema.Content before, KilledSchema.Content after)
            throws SQLException {
        var plan = new Ways(down.size());
        while (plan.hasNext()) {
            int point = plan.next();
            kill(point, it -> it.undoLast(DataLoss.ACCEPTED));
            String where = "undo killed before " + down.get(point);
            switch (plan.wayOutOf(killed.state())) {
                case RESUME -> {
                    migrateOrRefuse();
                    migrator().resume();
                    undoIfOpen();
                }
                case UNDO -> undoIfOpen();
            }
            assertSettled(where + ", finished", before, false);
            migrator().migrateWithContract();
            assertSettled(where + ", applied again", after, true);
        }
    }

    /** Whoever does not know of the kill does no harm: it is refused, or there was none. */
    void migrateOrRefuse() {
        try {
            migrator().migrateWithContract();
        } catch (MigrationException e) {
            assertThat(e).hasMessageContaining("./erp db migrate --resume");
        }
    }

    void kill(int point, Act act) throws SQLException {
        MortalDataSource mortal = MortalDataSource.of(schema.owner().dataSource(), point);
        assertThatThrownBy(() -> act.on(new Migrator(mortal.dataSource(), known)))
                .isInstanceOf(RuntimeException.class);
        assertThat(mortal.isDead()).isTrue();
        killed.awaitNoConnection();
    }

    List<String> statements(Act act) {
        MortalDataSource counted =
                MortalDataSource.of(schema.owner().dataSource(), MortalDataSource.NEVER);
        act.on(new Migrator(counted.dataSource(), known));
        return counted.statements();
    }

    void assertSettled(String where, KilledSchema.Content content, boolean applied)
            throws SQLException {
        assertThat(killed.content()).as(where).isEqualTo(content);
        MigrationStatus status = migrator().status().getLast();
        assertThat(status.stamp()).isEqualTo(stamp);
        assertThat(status.state())
                .as(where)
                .isEqualTo(applied ? MigrationStatus.State.APPLIED : MigrationStatus.State.PENDING);
    }

    /** Not where the kill came before all or after all: another step would be undone. */
    private void undoIfOpen() {
        if (migrator().status().getLast().state() != MigrationStatus.State.PENDING) {
            assertThat(migrator().undoLast(DataLoss.ACCEPTED)).map(UndoPlan::stamp).contains(stamp);
        }
    }

    Migrator migrator() {
        return new Migrator(schema.owner().dataSource(), known);
    }

    /** The process gets a SIGKILL where it waits before the statement. */
    void killProcess(int point) throws IOException, InterruptedException, SQLException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                DyingMigratorMain.class.getName(),
                                schema.owner().url(),
                                schema.owner().user(),
                                schema.owner().password(),
                                stamp,
                                Integer.toString(point))
                        .redirectErrorStream(true)
                        .start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            String line = output.readLine();
            while (line != null && !line.equals(DyingMigratorMain.WAITING)) {
                line = output.readLine();
            }
            assertThat(line).as("the process waits for its death").isNotNull();
        }
        assertThat(process.destroyForcibly().waitFor()).isEqualTo(128 + 9);
        killed.awaitNoConnection();
    }

    /**
     * Each point once, and those points again whose state was mended in one way only: kills within
     * one transaction leave the same state.
     */
    private static final class Ways {
        private final List<Integer> points;
        private final Map<String, Set<Way>> tried = new HashMap<>();
        private final Map<String, Integer> pointOf = new HashMap<>();
        private final int limit;
        private int next;

        Ways(int size) {
            this.points = new ArrayList<>(IntStream.range(0, size).boxed().toList());
            this.limit = 3 * size;
        }

        boolean hasNext() {
            if (next == points.size()) {
                tried.forEach(
                        (state, ways) -> {
                            if (ways.size() < Way.values().length) {
                                points.add(pointOf.get(state));
                            }
                        });
                assertThat(points)
                        .as("kills that never leave the same state")
                        .hasSizeLessThan(limit);
            }
            return next < points.size();
        }

        int next() {
            return points.get(next++);
        }

        Way wayOutOf(String state) {
            pointOf.put(state, points.get(next - 1));
            Set<Way> ways = tried.computeIfAbsent(state, _ -> EnumSet.noneOf(Way.class));
            for (Way way : Way.values()) {
                if (ways.add(way)) {
                    return way;
                }
            }
            return Way.values()[next % Way.values().length];
        }
    }
}
