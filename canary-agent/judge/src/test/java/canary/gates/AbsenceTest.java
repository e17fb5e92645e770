package canary.gates;

import static org.assertj.core.api.Assertions.assertThat;

import canary.counters.BusinessCount;
import canary.counters.BusinessCount.Measure;
import canary.counters.DatabaseUse;
import canary.counters.Feedback;
import canary.counters.History;
import canary.counters.PodState;
import canary.counters.ScrapeStatus;
import canary.counters.Series;
import canary.counters.Snapshot;
import canary.counters.Usage;
import canary.counters.UserMinutes;
import canary.gates.input.AvailableSignals;
import canary.gates.input.Limits;
import canary.gates.input.ProbeResults;
import canary.gates.input.Versions;
import canary.verdict.Verdict;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A release that is well in all that can be seen, and one thing that nobody shows. */
class AbsenceTest {

    private static final Instant BEGAN = Instant.parse("2026-11-24T08:00:00Z");
    private static final Versions VERSIONS = new Versions("v1", "v2");
    private static final AvailableSignals RECORDED =
            new AvailableSignals(false, true, true, true, true, true, true, true, true);
    private static final int TICKS = 60;
    private static final int SECONDS = 10;
    private static final long REQUESTS = 100;

    private enum Part {
        REQUESTS_OF_CANARY_BY_PODS,
        REQUESTS_OF_CANARY_BY_ROUTER,
        REQUESTS_OF_CANARY,
        REQUESTS_OF_STABLE,
        REQUESTS,
        TIMES_OF_CANARY,
        TIMES_OF_STABLE,
        TIMES_OF_MOST_ROUTES,
        USERS_OF_CANARY,
        USERS_OF_STABLE,
        USERS,
        BUSINESS_OF_CANARY,
        PODS,
        PODS_SINCE_LONG,
        DATABASE_OF_CANARY,
        DATABASE_OF_STABLE,
        STATEMENTS,
        TIMES_OF_STATEMENTS,
        CONNECTIONS,
        USAGE_OF_CANARY,
        USAGE_OF_STABLE,
        PROCESSOR_TIME,
        SIZE_OF_HEAP,
        SIZE_OF_POOL,
        CHECKS_OF_DATA,
        CHECKS_OF_DATA_BEFORE,
        SCRAPES,
        SCRAPE_OF_CANARY
    }

    @Test
    void a_release_that_shows_all_is_healthy() {
        Judgement judgement = judge(null);
        assertThat(judgement.findings())
                .allSatisfy(
                        finding ->
                                assertThat(finding.verdict())
                                        .as(finding.gate() + ": " + finding.verdict().sentence())
                                        .isInstanceOf(Verdict.Healthy.class));
        assertThat(judgement.findings()).hasSize(11);
    }

    @ParameterizedTest
    @EnumSource
    void what_nobody_shows_is_no_pass_and_no_blame(Part absent) {
        Verdict verdict = judge(absent).verdict();
        assertThat(verdict)
                .as(verdict.sentence())
                .isInstanceOfAny(Verdict.Undecided.class, Verdict.Unmeasured.class);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "DATABASE_OF_STABLE",
                "TIMES_OF_STATEMENTS",
                "CONNECTIONS",
                "USERS_OF_STABLE",
                "USAGE_OF_STABLE",
                "PROCESSOR_TIME",
                "SIZE_OF_HEAP",
                "SIZE_OF_POOL",
                "REQUESTS_OF_STABLE",
                "SCRAPES"
            })
    void what_stable_does_not_show_is_said_before_the_canary_runs(Part absent) {
        ReleaseAnalysis analysis = analysis();
        analysis.observe(new World(absent).look(0, 0));
        assertThat(analysis.judge(GateSet.PREFLIGHT, BEGAN, ProbeResults.NONE).verdict())
                .isInstanceOf(Verdict.Unmeasured.class);
    }

    private static Judgement judge(@Nullable Part absent) {
        ReleaseAnalysis analysis = analysis();
        World world = new World(absent);
        analysis.observe(world.look(0, 0));
        for (int tick = 1; tick <= TICKS; tick++) {
            analysis.observe(world.look(tick, 50));
        }
        return analysis.judge(GateSet.LIVE, BEGAN.plusSeconds(SECONDS), ProbeResults.NONE);
    }

    private static ReleaseAnalysis analysis() {
        Limits limits = Limits.STANDARD;
        return new ReleaseAnalysis(
                new Gates(limits, VERSIONS, 0.025, RECORDED),
                VERSIONS,
                1,
                new History(limits.longestWindow()));
    }

    /** Two versions that do the same. */
    private static final class World {
        private final @Nullable Part absent;

        World(@Nullable Part absent) {
            this.absent = absent;
        }

        private boolean shows(Part part) {
            return absent != part;
        }

        Snapshot look(int tick, int weight) {
            Instant now = BEGAN.plusSeconds((long) SECONDS * tick);
            long done = tick + 1L;
            boolean areChecked =
                    shows(Part.CHECKS_OF_DATA) && (weight > 0 || shows(Part.CHECKS_OF_DATA_BEFORE));
            return Snapshot.of(now, weight)
                    .series(requests(done, shows(Part.REQUESTS_OF_CANARY_BY_PODS)))
                    .mesh(requests(done, shows(Part.REQUESTS_OF_CANARY_BY_ROUTER)))
                    .users(users(done))
                    .pods(pods())
                    .database(database(done))
                    .feedback(List.of(new Feedback("v1", "complaint", 0)))
                    .usage(usage(done))
                    .checkedAt(areChecked ? now : null)
                    .scrapes(scrapes(now))
                    .podsAt(podsAt(now))
                    .business(business(done))
                    .build();
        }

        private @Nullable Instant podsAt(Instant now) {
            if (!shows(Part.PODS)) {
                return null;
            }
            return shows(Part.PODS_SINCE_LONG) ? now : BEGAN.minusSeconds(1);
        }

        private List<Series> requests(long done, boolean isCanaryShown) {
            List<Series> series = new ArrayList<>();
            if (!shows(Part.REQUESTS)) {
                return series;
            }
            if (shows(Part.REQUESTS_OF_STABLE)) {
                add(series, "v1", done, shows(Part.TIMES_OF_STABLE));
            }
            if (isCanaryShown && shows(Part.REQUESTS_OF_CANARY)) {
                add(series, "v2", done, shows(Part.TIMES_OF_CANARY));
            }
            return series;
        }

        private void add(List<Series> to, String version, long done, boolean isTimed) {
            for (int route = 0; route < 4; route++) {
                long requests = done * REQUESTS;
                boolean isShown = isTimed && (shows(Part.TIMES_OF_MOST_ROUTES) || route == 0);
                Map<String, Long> times =
                        Map.of("0.1", requests - done, "1", requests, "+Inf", requests);
                to.add(
                        new Series(
                                version,
                                "GET",
                                "/api/v1/sales/" + route,
                                requests,
                                0,
                                isShown ? times : Map.of()));
            }
        }

        private List<UserMinutes> users(long done) {
            List<UserMinutes> users = new ArrayList<>();
            if (shows(Part.USERS) && shows(Part.USERS_OF_STABLE)) {
                users.add(new UserMinutes("v1", done * REQUESTS, 0));
            }
            if (shows(Part.USERS) && shows(Part.USERS_OF_CANARY)) {
                users.add(new UserMinutes("v2", done * REQUESTS, 0));
            }
            return users;
        }

        private List<BusinessCount> business(long done) {
            List<BusinessCount> counts = new ArrayList<>();
            for (int route = 0; route < 4; route++) {
                String of = "GET /api/v1/sales/" + route;
                double rows = 7.0 * done * REQUESTS;
                counts.add(new BusinessCount("v1", Measure.ROWS, of, rows));
                if (shows(Part.BUSINESS_OF_CANARY)) {
                    counts.add(new BusinessCount("v2", Measure.ROWS, of, rows));
                }
            }
            return counts;
        }

        private List<PodState> pods() {
            return shows(Part.PODS)
                    ? List.of(new PodState("v1", true, 0), new PodState("v2", true, 0))
                    : List.of();
        }

        private List<DatabaseUse> database(long done) {
            List<DatabaseUse> uses = new ArrayList<>();
            if (shows(Part.DATABASE_OF_STABLE)) {
                uses.add(database("v1", done));
            }
            if (shows(Part.DATABASE_OF_CANARY)) {
                uses.add(database("v2", done));
            }
            return uses;
        }

        private DatabaseUse database(String version, long done) {
            boolean areStatementsShown = shows(Part.STATEMENTS);
            long statements = areStatementsShown ? 5 * done * REQUESTS : 0;
            long acquires = shows(Part.CONNECTIONS) ? done * REQUESTS : 0;
            return new DatabaseUse(
                    version,
                    statements,
                    areStatementsShown && shows(Part.TIMES_OF_STATEMENTS)
                            ? Map.of("0.01", statements, "+Inf", statements)
                            : Map.of(),
                    acquires,
                    acquires * 0.001,
                    0,
                    0);
        }

        private List<Usage> usage(long done) {
            List<Usage> usage = new ArrayList<>();
            if (shows(Part.USAGE_OF_STABLE)) {
                usage.add(usage("v1", done));
            }
            if (shows(Part.USAGE_OF_CANARY)) {
                usage.add(usage("v2", done));
            }
            return usage;
        }

        private Usage usage(String version, long done) {
            return new Usage(
                    version,
                    shows(Part.PROCESSOR_TIME) ? 0.1 * done : 0,
                    0,
                    shows(Part.SIZE_OF_HEAP) ? 1e9 : 0,
                    0,
                    0,
                    shows(Part.SIZE_OF_POOL) ? 16 : 0,
                    1);
        }

        private List<ScrapeStatus> scrapes(Instant now) {
            if (!shows(Part.SCRAPES)) {
                return List.of();
            }
            ScrapeStatus ofCanary =
                    shows(Part.SCRAPE_OF_CANARY)
                            ? new ScrapeStatus("v2-0", "v2", now, null)
                            : new ScrapeStatus("v2-0", "v2", null, "connection refused");
            return List.of(
                    new ScrapeStatus("mesh", "", now, null),
                    new ScrapeStatus("v1-0", "v1", now, null),
                    ofCanary);
        }
    }
}
