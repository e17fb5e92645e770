package canary.trial;

import canary.programs.Spawner;
import canary.smoke.Access;
import canary.smoke.SmokeTests;

import erp.migrations.sql.DatabaseLogin;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Tries both versions on a copy of the data, in the order in which a release goes: stable as it is;
 * after the expand steps stable, and the canary beside it; stable once more when the steps are
 * taken back. The first that fails ends the trial.
 */
public final class SchemaTrial {

    /** Both versions work on all of the schemas that a release may have. */
    public static final int PASSED = 0;

    /** Nothing can be said of them. */
    public static final int UNTRIED = 1;

    /** They do not. */
    public static final int REFUSED = 5;

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(15);

    private final TrialPlan plan;
    private final PrintStream out;
    private final PrintStream err;
    private final SmokeTests tests;
    private final String stable;
    private final String canary;

    /**
     * @param out told each step with its time, and last how it ended
     * @param err told how the copy comes on
     */
    public SchemaTrial(TrialPlan plan, PrintStream out, PrintStream err) {
        this.plan = plan;
        this.out = out;
        this.err = err;
        this.stable = plan.stable().name();
        this.canary = plan.canary().name();
        HttpClient http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .build();
        SmokeTests all = new SmokeTests(http, ANSWER, plan.username(), plan.password());
        this.tests = plan.isSmokeTried() ? all.without(plan.skip()) : all.withoutList();
    }

    /** Runs it; the result is the exit code, one of this class' constants. */
    public int run() {
        long start = System.nanoTime();
        try {
            String told = tried();
            out.println(told + took(start));
            return PASSED;
        } catch (TrialFailure e) {
            out.println(
                    (e.isVerdict() ? "refused: " : "not tried: ") + e.getMessage() + took(start));
            return e.isVerdict() ? REFUSED : UNTRIED;
        }
    }

    private String tried() {
        try (LentSchema schema =
                step("copy", () -> LentSchema.take(plan.database(), err), LentSchema::what)) {
            DatabaseLogin login = schema.login();
            if (login == null) {
                return schema.what();
            }
            Path logs = Files.createTempDirectory("erp-trial-");
            try (Spawner spawner = new Spawner()) {
                return tried(new Servers(spawner, login, logs), schema);
            } finally {
                delete(logs);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String tried(Servers servers, LentSchema schema) {
        servers.begin();
        String expanded =
                step(
                        "expand",
                        () ->
                                orRefuse(
                                        schema::expand,
                                        "the data of %s cannot be expanded for %s"
                                                .formatted(stable, canary)),
                        it -> it);
        servers.together(
                "%s does not work on the schema that %s needs".formatted(stable, canary),
                "%s needs more of the schema than its expand steps bring".formatted(canary));
        step(
                "undo",
                () -> orRefuse(schema::undo, "the steps of " + canary + " cannot be taken back"),
                it -> it);
        servers.alone(
                stable + " on the schema without those steps again",
                why ->
                        TrialFailure.refused(
                                "%s does not work when the steps of %s are taken back: %s"
                                        .formatted(stable, canary, why)));
        return "%s and %s work side by side on the schema with %s, and %s when they are taken back"
                .formatted(stable, canary, expanded, stable);
    }

    /** Servers on the trial's schema. */
    private final class Servers {
        private final Spawner spawner;
        private final DatabaseLogin login;
        private final Path logs;

        /** Whether mappings are compared with the schema; not where stable's own does not fit. */
        private boolean isValidated = true;

        Servers(Spawner spawner, DatabaseLogin login, Path logs) {
            this.spawner = spawner;
            this.login = login;
            this.logs = logs;
        }

        private TriedServer start(TrialPlan.Version version) {
            return TriedServer.start(spawner, version, login, logs, isValidated);
        }

        /** Stable as it is: what fails here is nobody's fault in this release. */
        void begin() {
            String where = stable + " on the schema as it is";
            try {
                alone(where, TrialFailure::untried);
            } catch (TrialFailure unfit) {
                // Older builds call a column's type by another name than the schema.
                isValidated = false;
                alone(
                        where,
                        why ->
                                TrialFailure.untried(
                                        "%s does not work on a copy of its data as they are: %s"
                                                .formatted(stable, why)));
                out.println(
                        "mapping left to the smoke tests: that of %s does not fit its own schema (%s)"
                                .formatted(stable, unfit.getMessage()));
            }
        }

        /** Stable by itself. */
        void alone(String where, Function<String, TrialFailure> failure) {
            try (TriedServer server = start(plan.stable())) {
                check(server, server.access(), where, failure);
            }
        }

        /** Stable, and the canary beside it, as in a release. */
        void together(String stableFails, String canaryFails) {
            try (TriedServer old = start(plan.stable())) {
                check(
                        old,
                        old.access(),
                        stable + " on the expanded schema",
                        why -> TrialFailure.refused(stableFails + ": " + why));
                try (TriedServer next = start(plan.canary())) {
                    check(
                            next,
                            old.access(),
                            canary + " beside it",
                            why -> TrialFailure.refused(canaryFails + ": " + why));
                }
            }
        }

        private void check(
                TriedServer server,
                Access reference,
                String where,
                Function<String, TrialFailure> failure) {
            step(
                    "server",
                    () -> {
                        String problem = problem(server, reference);
                        if (!problem.isEmpty()) {
                            throw failure.apply(problem);
                        }
                        return where;
                    },
                    it -> it + " is ready and passes its smoke tests");
        }

        private String problem(TriedServer server, Access reference) {
            try {
                return server.problem(tests, reference);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw TrialFailure.untried("interrupted");
            }
        }
    }

    private static String orRefuse(Supplier<String> work, String what) {
        try {
            return work.get();
        } catch (TrialFailure e) {
            throw e.isVerdict() ? TrialFailure.refused(what + ": " + e.getMessage()) : e;
        }
    }

    private <T> T step(String name, Supplier<T> work, Function<T, String> told) {
        long start = System.nanoTime();
        T result = work.get();
        out.println("%-7s %s%s".formatted(name, told.apply(result), took(start)));
        return Objects.requireNonNull(result);
    }

    private static String took(long start) {
        return String.format(Locale.ROOT, " (%.1f s)", (System.nanoTime() - start) / 1e9);
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all = new ArrayList<>();
        try (var files = Files.list(folder)) {
            files.forEach(all::add);
        }
        all.add(folder);
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
