package canary.gates.business;

import static org.assertj.core.api.Assertions.assertThat;

import canary.gates.business.WorkWorld.Nature;
import canary.gates.input.Limits;
import canary.gates.input.Versions;
import canary.judge.IgnoredRoutes;
import canary.verdict.Verdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

class BusinessComparisonTest {

    private static final Versions VERSIONS = new Versions("v1", "v2");
    private static final double ALPHA = 0.025 * 0.03;
    private static final int RELEASES = 100;
    private static final int[] WEIGHTS = {5, 20, 50};
    private static final int NEVER = Integer.MAX_VALUE;

    private static final Nature EMPTY =
            new Nature() {
                @Override
                public double rows(String route) {
                    return 0;
                }

                @Override
                public double documents(String kind) {
                    return 0;
                }
            };

    private static BusinessComparison comparison(Set<String> except) {
        return new BusinessComparison(
                new Limits.Business(true, 0.5, except), IgnoredRoutes.STANDARD, VERSIONS, ALPHA);
    }

    /** Seconds since the canary has traffic when it is blamed; {@link #NEVER} where it is not. */
    private static int blamed(WorkWorld world, BusinessComparison comparison, int minutes) {
        for (int i = 0; i < 30; i++) {
            comparison.observe(world.look(0));
        }
        int ticks = minutes * 60 / WorkWorld.SECONDS;
        int tick = 0;
        for (int weight : WEIGHTS) {
            for (int i = 0; i < ticks; i++) {
                comparison.observe(world.look(weight));
                tick++;
                if (comparison.verdict() instanceof Verdict.Harmful) {
                    return tick * WorkWorld.SECONDS;
                }
            }
        }
        return NEVER;
    }

    @ParameterizedTest
    @CsvSource({"2, 15", "20, 15", "200, 5"})
    void a_healthy_canary_is_blamed_in_one_of_a_hundred_releases_at_most(
            double perSecond, int minutes) {
        List<String> blamed = new ArrayList<>();
        for (int seed = 0; seed < RELEASES; seed++) {
            WorkWorld world = new WorkWorld(seed, perSecond, Nature.WELL);
            BusinessComparison comparison = comparison(Set.of());
            if (blamed(world, comparison, minutes) != NEVER) {
                blamed.add(seed + ": " + comparison.verdict().sentence());
            }
        }
        assertThat(blamed).hasSizeLessThanOrEqualTo(RELEASES / 100);
    }

    @ParameterizedTest
    @CsvSource({"2, 15, 1200", "20, 15, 120", "200, 5, 30"})
    void an_empty_canary_is_found(double perSecond, int minutes, int withinSeconds) {
        List<Integer> times = new ArrayList<>();
        for (int seed = 0; seed < RELEASES; seed++) {
            times.add(blamed(new WorkWorld(seed, perSecond, EMPTY), comparison(Set.of()), minutes));
        }
        times.sort(null);
        assertThat(times.get(RELEASES * 99 / 100)).as("found at all").isNotEqualTo(NEVER);
        assertThat(times.get(RELEASES / 2)).as("half found").isLessThanOrEqualTo(withinSeconds);
    }

    /** What is said of those releases that blame the canary. */
    private static List<String> blamed(int releases, IntFunction<WorkWorld> worlds) {
        List<String> blamed = new ArrayList<>();
        for (int seed = 0; seed < releases; seed++) {
            BusinessComparison comparison = comparison(Set.of());
            if (blamed(worlds.apply(seed), comparison, 15) != NEVER) {
                blamed.add(seed + ": " + comparison.verdict().sentence());
            }
        }
        return blamed;
    }

    @Test
    void imports_that_are_half_of_all_documents_blame_nobody() {
        assertThat(blamed(60, seed -> new WorkWorld(seed, 20, Nature.WELL).importing(0.02)))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void what_stable_posts_by_itself_is_not_missed_where_nobody_counts_users() {
        assertThat(
                        blamed(
                                60,
                                seed ->
                                        new WorkWorld(seed, 20, Nature.WELL)
                                                .withJobs(20)
                                                .withoutUsers()))
                .hasSizeLessThanOrEqualTo(1);
    }

    /** Which part of the work a canary does not do, and how surely that is found in the stages. */
    private enum Lack implements Nature {
        DOCUMENTS {
            @Override
            public double documents(String kind) {
                return 0;
            }
        },
        LISTS {
            @Override
            public double rows(String route) {
                return 0;
            }
        },
        LISTS_OF_ONE_MODULE {
            @Override
            public double rows(String route) {
                return route.startsWith("/api/v1/finance/") ? 0 : 1;
            }
        },
        ONE_KIND {
            @Override
            public double documents(String kind) {
                return kind.equals("sales order") ? 0 : 1;
            }
        },
        MONEY {
            @Override
            public double amounts() {
                return 0.01;
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatever_part_of_the_work_is_not_done_is_found(Lack lack) {
        assertThat(blamed(25, seed -> new WorkWorld(seed, 20, lack))).hasSize(25);
    }

    @Test
    void harm_names_what_falls_short() {
        WorkWorld world = new WorkWorld(1, 20, Lack.ONE_KIND);
        BusinessComparison comparison = comparison(Set.of());
        assertThat(blamed(world, comparison, 15)).isNotEqualTo(NEVER);
        assertThat(comparison.verdict().sentence())
                .startsWith("v2 posted 0 documents of kind sales order where v1 posts ")
                .contains("chance of this without a real difference below 1 in ");
    }

    @Test
    void what_the_plan_excepts_is_not_compared() {
        WorkWorld world = new WorkWorld(1, 20, Lack.ONE_KIND);
        assertThat(blamed(world, comparison(Set.of("sales order")), 15)).isEqualTo(NEVER);
    }

    @Test
    void a_kind_that_was_renamed_is_not_blamed() {
        Nature renamed =
                new Nature() {
                    @Override
                    public String name(String kind) {
                        return kind.equals("sales order") ? "sales sales-order" : kind;
                    }
                };
        assertThat(blamed(20, seed -> new WorkWorld(seed, 20, renamed))).isEmpty();
    }

    @Test
    void a_canary_that_is_not_read_has_not_been_idle() {
        WorkWorld world = new WorkWorld(1, 20, Nature.WELL).withRouter();
        BusinessComparison comparison = comparison(Set.of());
        for (int tick = 0; tick < 300; tick++) {
            world.reading(tick < 60 || tick % 40 == 0);
            comparison.observe(world.look(tick < 30 ? 0 : 20));
            assertThat(comparison.verdict()).isNotInstanceOf(Verdict.Harmful.class);
        }
    }

    @Test
    void series_that_come_and_go_blame_nobody() {
        for (int gap : new int[] {3, 30}) {
            WorkWorld world = new WorkWorld(1, 20, Nature.WELL);
            BusinessComparison comparison = comparison(Set.of());
            for (int tick = 0; tick < 600; tick++) {
                world.showingWrites(tick < 60 || tick / gap % 2 == 0);
                comparison.observe(world.look(tick < 30 ? 0 : 20));
                assertThat(comparison.verdict()).isNotInstanceOf(Verdict.Harmful.class);
            }
        }
    }

    @Test
    void a_canary_that_the_router_alone_sees_is_found_by_its_documents() {
        assertThat(blamed(20, seed -> new WorkWorld(seed, 20, Lack.DOCUMENTS).withRouter()))
                .hasSize(20);
    }

    @Test
    void counters_that_begin_anew_blame_nobody() {
        WorkWorld world = new WorkWorld(1, 20, Nature.WELL);
        BusinessComparison comparison = comparison(Set.of());
        for (int tick = 0; tick < 600; tick++) {
            if (tick % 7 == 0) {
                world.restartCanary();
            }
            comparison.observe(world.look(tick < 30 ? 0 : 20));
            assertThat(comparison.verdict()).isNotInstanceOf(Verdict.Harmful.class);
        }
    }

    @Test
    void healthy_takes_enough_to_tell_and_says_what_was_compared() {
        WorkWorld world = new WorkWorld(1, 20, Nature.WELL);
        BusinessComparison comparison = comparison(Set.of());
        for (int tick = 0; tick < 32; tick++) {
            comparison.observe(world.look(tick < 30 ? 0 : 5));
        }
        assertThat(comparison.verdict()).isInstanceOf(Verdict.Undecided.class);
        for (int tick = 0; tick < 60; tick++) {
            comparison.observe(world.look(5));
        }
        assertThat(comparison.verdict()).isInstanceOf(Verdict.Healthy.class);
        assertThat(comparison.verdict().sentence())
                .matches("v2 posted [0-9,]+ documents where v1 posts .* for the same requests; .*");
    }
}
