package erp.migrations.schema;

import erp.migrations.TestDatabase;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A migrator or an undo that dies between any two statements leaves what the next one recognises,
 * and both ways out of it lead to where an undisturbed one would have come. Each migration is
 * killed on those tables that it names, with their rows and all that they refer to.
 *
 * <p>A run takes the first and the newest migrations and some by chance ({@code -Derp.kill.seed=N}
 * repeats a run); all of them with {@code -Derp.kill.every=true}, or every nth from the kth on with
 * {@code -Derp.kill.shares=N -Derp.kill.share=K}, counted from 0.
 */
class KilledAtEveryStatementIT {
    private static final int NEWEST = 2;
    private static final int BY_CHANCE = 5;
    private static final int PROCESSES = Integer.getInteger("erp.kill.processes", 3);

    private static final boolean EVERY = Boolean.getBoolean("erp.kill.every");
    private static final int SHARES = Integer.getInteger("erp.kill.shares", 1);
    private static final int SHARE = Integer.getInteger("erp.kill.share", 0);
    private static final long SEED = Long.getLong("erp.kill.seed", LocalDate.now().toEpochDay());

    @TestFactory
    Stream<DynamicTest> every_kill_is_mended() {
        List<Migration> all = Migrations.ofBuild().all();
        var whole = new WholeSchema(TestDatabase.emptySchema().unencrypted(), all);
        return chosen(all.size()).stream()
                .map(
                        i ->
                                DynamicTest.dynamicTest(
                                        "%s, seed %d".formatted(all.get(i).file(), SEED),
                                        () ->
                                                new KillCase(whole.excerptBefore(i), all.get(i))
                                                        .run()));
    }

    /** The very first migrate makes the tables that migrations are kept in. */
    @Test
    void a_kill_of_the_first_migrate_of_all_is_mended() throws SQLException {
        Migration first = Migrations.ofBuild().all().getFirst();
        KillCase undisturbed = new KillCase(TestDatabase.emptySchema().unencrypted(), first);
        int statements = undisturbed.statements(Migrator::migrate).size();
        for (int point = 0; point < statements; point++) {
            KillCase killed = new KillCase(TestDatabase.emptySchema().unencrypted(), first);
            killed.kill(point, Migrator::migrate);
            killed.migrateOrRefuse();
            killed.migrator().resume();
            killed.migrator().migrate();
            killed.assertSettled("statement " + point, undisturbed.content(), true);
        }
    }

    /** What {@link MortalDataSource} does is what a real death does. */
    @Test
    void a_process_that_is_killed_is_mended() throws Exception {
        List<Migration> all = Migrations.ofBuild().all();
        var whole = new WholeSchema(TestDatabase.emptySchema().unencrypted(), all);
        var random = new Random(SEED);
        for (int i : random.ints(PROCESSES, 0, all.size()).sorted().toArray()) {
            KillCase killed = new KillCase(whole.excerptBefore(i), all.get(i));
            int statements = killed.statements(Migrator::migrateWithContract).size();
            KilledSchema.Content after = killed.content();
            killed.migrator().undoLast(DataLoss.ACCEPTED);
            int point = random.nextInt(statements);
            killed.killProcess(point);
            killed.migrateOrRefuse();
            killed.migrator().resume();
            killed.migrator().migrateWithContract();
            killed.assertSettled(
                    "%s killed before statement %d, seed %d".formatted(all.get(i), point, SEED),
                    after,
                    true);
        }
    }

    private static Set<Integer> chosen(int size) {
        if (EVERY) {
            return IntStream.range(0, size)
                    .filter(i -> i % SHARES == SHARE)
                    .boxed()
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        Set<Integer> chosen = new TreeSet<>(Set.of(0));
        IntStream.range(Math.max(0, size - NEWEST), size).forEach(chosen::add);
        new Random(SEED).ints(BY_CHANCE, 0, size).forEach(chosen::add);
        return chosen;
    }
}
