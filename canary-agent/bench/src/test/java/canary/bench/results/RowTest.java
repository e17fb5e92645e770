package canary.bench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.groups.Tuple.tuple;

import canary.bench.rules.Contenders;
import canary.bench.simulate.Ruling;
import canary.bench.simulate.Scenario;
import canary.bench.simulate.Scenarios;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class RowTest {
    private static final Scenario ERRORS = scenario("errors-2");
    private static final Scenario HEALTHY = scenario("healthy");

    @Test
    void medians_are_of_the_releases_in_which_it_was_found_and_of_all() {
        List<ReleaseResult> verdicts = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            verdicts.add(new ReleaseResult(Ruling.ROLL_BACK, i, 100 * i, i));
        }
        for (int i = 0; i < 5; i++) {
            verdicts.add(new ReleaseResult(Ruling.PROMOTE, 210, 9_999, 99));
        }
        Row row = Row.of(ERRORS, 20, "ours", verdicts);
        assertThat(row.found()).isEqualTo(4);
        assertThat(row.minutes()).isEqualTo(2);
        assertThat(row.minutesP90()).isEqualTo(4);
        assertThat(row.requests()).isEqualTo(200);
        assertThat(row.medianOfAll()).isInfinite();
        assertThat(row.right()).isEqualTo(4);
    }

    @Test
    void nothing_found_is_not_a_number() {
        Row row = Row.of(ERRORS, 20, "ours", List.of(new ReleaseResult(Ruling.PROMOTE, 210, 1, 1)));
        assertThat(row.minutes()).isNaN();
        assertThat(row.summary()).isEqualTo("0 %");
        assertThat(Csv.of(List.of(row))).contains(",0,,,,,\n");
    }

    @Test
    void blame_before_anything_happened_is_wrong() {
        Row row =
                Row.of(
                        scenario("corrupt"),
                        20,
                        "flagger 1",
                        List.of(
                                new ReleaseResult(Ruling.ROLL_BACK, -3, 10, 1),
                                new ReleaseResult(Ruling.ROLL_BACK, 2, 10, 1)));
        assertThat(row.found()).isEqualTo(1);
        assertThat(row.right()).isEqualTo(1);
        assertThat(row.rolledBack()).isEqualTo(2);
    }

    @Test
    void a_person_is_to_be_asked_only_where_one_cannot_know() {
        assertThat(HEALTHY.right(20)).isEqualTo(Set.of(Ruling.PROMOTE));
        assertThat(HEALTHY.right(0.2)).contains(Ruling.HOLD, Ruling.PROMOTE);
        assertThat(scenario("time-of-day").right(2)).contains(Ruling.HOLD);
        assertThat(ERRORS.right(20)).isEqualTo(Set.of(Ruling.ROLL_BACK));
        assertThat(ERRORS.right(2)).doesNotContain(Ruling.PROMOTE);
        assertThat(scenario("incident").right(20)).isEqualTo(Set.of(Ruling.HOLD));
        assertThat(scenario("frozen").right(0.2)).isEqualTo(Set.of(Ruling.HOLD));
    }

    @Test
    void the_bound_on_false_rollbacks_is_clopper_and_pearsons() {
        List<ReleaseResult> fine = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            fine.add(new ReleaseResult(Ruling.PROMOTE, 210, 1, 1));
        }
        Row row = Row.of(HEALTHY, 20, "ours", fine);
        assertThat(row.rolledBackAtMost()).isCloseTo(1 - Math.pow(0.05, 1.0 / 200), within(1e-9));
    }

    @Test
    void checks_cover_what_was_run_and_miss_what_is_too_late() {
        List<Row> rows =
                List.of(
                        Row.of(ERRORS, 20, Contenders.OURS, List.of(rolledBack(4))),
                        Row.of(ERRORS, 200, Contenders.OURS, List.of(rolledBack(1.25))),
                        Row.of(scenario("slow-tail"), 20, Contenders.OURS, List.of(rolledBack(9))),
                        Row.of(ERRORS, 20, "notes", List.of(rolledBack(100))));
        List<Target> checks = Targets.of(rows, Optional.of(new Cost(0.9, 10_000)));
        assertThat(checks)
                .extracting(Target::what, Target::isMet)
                .containsExactly(
                        tuple("errors-2 at 20/s: found", true),
                        tuple("slow-tail at 20/s: found", false),
                        tuple("errors-2 at 200/s: found", false),
                        tuple(
                                "one judgement, 200 routes x 15 buckets x 7 kinds of 4xx x 2"
                                        + " versions",
                                true));
    }

    private static ReleaseResult rolledBack(double minutes) {
        return new ReleaseResult(Ruling.ROLL_BACK, minutes, 10, 1);
    }

    private static Scenario scenario(String name) {
        return Scenarios.all().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
