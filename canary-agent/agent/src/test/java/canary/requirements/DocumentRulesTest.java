package canary.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import canary.counters.PodState;
import canary.counters.ScrapeStatus;
import canary.counters.Series;
import canary.counters.Snapshot;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Each rule of the document fires when its own text says so, and at no other time. */
class DocumentRulesTest {

    private static final Instant START = Instant.parse("2026-11-24T09:00:00Z");
    private static final int SECONDS = 15;

    private final DocumentRules rules = new DocumentRules("v2");
    private Instant now = START;
    private long requests;
    private long errors;
    private long slow;
    private List<PodState> pods = List.of();
    private List<ScrapeStatus> scrapes = List.of();
    private boolean isShown = true;

    /** So long at a weight, with so many of 100 requests a scrape failing and slow. */
    private void run(int weight, Duration length, int failing, int slowly) {
        for (long i = 0; i < length.toSeconds() / SECONDS; i++) {
            now = now.plusSeconds(SECONDS);
            requests += 100;
            errors += failing;
            slow += slowly;
            look(weight);
        }
    }

    private void look(int weight) {
        Map<String, Long> buckets =
                Map.of("1.0", requests - slow, "2.0", requests, "+Inf", requests);
        List<Series> series =
                isShown
                        ? List.of(new Series("v2", "GET", "/a", requests, errors, buckets))
                        : List.of();
        rules.add(Snapshot.of(now, weight).series(series).pods(pods).scrapes(scrapes).build());
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }

    @Test
    void nothing_fires_at_its_very_limits() {
        run(5, minutes(30), 5, 5);
        run(20, minutes(10), 5, 5);
        DocumentCourse course = rules.course();
        assertThat(course.end()).isEqualTo(DocumentCourse.End.GOES_ON);
        assertThat(course.at()).isEqualTo(now);
        assertThat(course.isMeasured()).isTrue();
        assertThat(course.stages())
                .containsExactly(
                        new DocumentCourse.StageSeen(5, Duration.ofSeconds(30 * 60 - SECONDS)),
                        new DocumentCourse.StageSeen(20, minutes(10)));
    }

    @Test
    void errors_must_be_too_many_for_two_minutes() {
        run(5, minutes(5), 0, 0);
        Instant bad = now;
        run(5, minutes(10), 20, 0);
        DocumentCourse course = rules.course();
        assertThat(course.end()).isEqualTo(DocumentCourse.End.ROLLED_BACK);
        assertThat(course.why())
                .contains("of its requests of five minutes fail, above 5 %, for two");
        // A quarter of the window must be bad before its share is above 5 %.
        assertThat(course.at()).isBetween(bad.plusSeconds(180), bad.plusSeconds(240));
    }

    @Test
    void a_short_burst_does_not_fire() {
        run(5, minutes(10), 0, 0);
        run(5, Duration.ofSeconds(15), 60, 0);
        run(5, minutes(10), 0, 0);
        assertThat(rules.course().end()).isEqualTo(DocumentCourse.End.GOES_ON);
    }

    @Test
    void slowness_fires_likewise() {
        run(5, minutes(10), 0, 8);
        DocumentCourse course = rules.course();
        assertThat(course.end()).isEqualTo(DocumentCourse.End.ROLLED_BACK);
        assertThat(course.why())
                .startsWith("P95 of five minutes is 1.")
                .endsWith("for two minutes");
        assertThat(course.at()).isEqualTo(START.plusSeconds(2 * SECONDS + 120));
    }

    @Test
    void the_script_looks_once_at_the_end_of_a_stage() {
        run(5, minutes(10), 0, 0);
        run(5, Duration.ofSeconds(60), 30, 0);
        Instant end = now;
        run(20, minutes(10), 0, 0);
        DocumentCourse course = rules.course();
        assertThat(course.end()).isEqualTo(DocumentCourse.End.ROLLED_BACK);
        assertThat(course.at()).isEqualTo(end);
        assertThat(course.why()).contains("6.0 %", "the script reads at the end of the stage");
        assertThat(course.stages()).hasSize(1);
    }

    @Test
    void a_pod_that_cannot_be_read_for_a_minute_is_down() {
        scrapes = List.of(new ScrapeStatus("v2-0", "v2", START, null));
        run(5, minutes(1), 0, 0);
        Instant gone = now;
        scrapes = List.of(new ScrapeStatus("v2-0", "v2", gone, "does not answer"));
        run(5, minutes(2), 0, 0);
        assertThat(rules.course().why()).isEqualTo("v2-0 is down for a minute");
        assertThat(rules.course().at()).isEqualTo(gone.plusSeconds(60));
    }

    @Test
    void a_pod_that_is_not_ready_stands_for_one_that_is_down_where_nobody_reads() {
        pods = List.of(new PodState("v2", false, 0));
        run(5, Duration.ofSeconds(45), 0, 0);
        pods = List.of(new PodState("v2", true, 0));
        run(5, minutes(1), 0, 0);
        assertThat(rules.course().end()).isEqualTo(DocumentCourse.End.GOES_ON);
        pods = List.of(new PodState("v2", false, 0), new PodState("v1", true, 0));
        run(5, minutes(2), 0, 0);
        assertThat(rules.course().why()).isEqualTo("a pod is down for a minute");
    }

    @Test
    void nothing_counts_before_the_first_traffic_or_after_it_was_taken_away() {
        run(0, minutes(10), 90, 90);
        assertThat(rules.course().end()).isEqualTo(DocumentCourse.End.NO_TRAFFIC);
        run(5, minutes(4), 1, 0);
        Instant cut = now.plusSeconds(SECONDS);
        run(0, minutes(10), 90, 90);
        DocumentCourse course = rules.course();
        assertThat(course.end()).isEqualTo(DocumentCourse.End.CUT_SHORT);
        assertThat(course.at()).isEqualTo(cut);
    }

    @Test
    void a_counter_that_begins_anew_is_no_error() {
        run(5, minutes(6), 5, 0);
        requests = 10;
        errors = 0;
        slow = 0;
        run(5, minutes(6), 0, 0);
        assertThat(rules.course().end()).isEqualTo(DocumentCourse.End.GOES_ON);
    }

    @Test
    void no_figure_passes_and_is_told() {
        isShown = false;
        run(5, minutes(30), 90, 90);
        DocumentCourse course = rules.course();
        assertThat(course.end()).isEqualTo(DocumentCourse.End.GOES_ON);
        assertThat(course.isMeasured()).isFalse();
        assertThat(course.sentence(null))
                .endsWith("none of them fired, without a figure of it to go by.");
    }

    @Test
    void only_the_last_five_minutes_are_kept_however_close_the_looks() {
        for (int i = 0; i < 100_000; i++) {
            now = now.plusMillis(10);
            requests += 1;
            look(5);
        }
        assertThat(rules.samples()).isLessThanOrEqualTo(301);
        assertThat(rules.course().end()).isEqualTo(DocumentCourse.End.GOES_ON);
    }

    @Test
    void it_is_the_same_for_a_version_that_shows_up_late() {
        DocumentRules nobody = new DocumentRules("");
        isShown = false;
        for (int i = 0; i < 40; i++) {
            now = now.plusSeconds(SECONDS);
            look(5);
            nobody.add(Snapshot.of(now, 5).build());
        }
        assertThat(nobody.of("v2").course()).isEqualTo(rules.course());
    }

    @Test
    void a_sentence_says_how_it_differs_from_here() {
        run(5, minutes(5), 20, 0);
        DocumentCourse course = rules.course();
        String at = String.valueOf(course.at());
        String beginning =
                "By the requirements document's rules alone v2 would have been rolled back at "
                        + at;
        Instant earlier = course.at().minusSeconds(180);
        assertThat(course.sentence(new DocumentCourse.Here("rolled-back", true, false, earlier)))
                .startsWith(beginning + ", after 2m15s at 5 %, 3m later than here: 20.0 % of its");
        Instant later = course.at().plusSeconds(61);
        assertThat(course.sentence(new DocumentCourse.Here("rolled-back", true, false, later)))
                .contains(", 1m1s earlier than here: ");
        assertThat(
                        course.sentence(
                                new DocumentCourse.Here("rolled-back", true, false, course.at())))
                .contains(", at the same time as here: ");
        assertThat(course.sentence(new DocumentCourse.Here("promoted", false, true, later)))
                .contains(" (here it was promoted): ");
        assertThat(course.sentence(null)).startsWith(beginning + ", after 2m15s at 5 %: 20.0 % of");
    }

    @Test
    void a_sentence_says_that_nothing_fired() {
        run(5, minutes(5), 0, 0);
        DocumentCourse.Here back =
                new DocumentCourse.Here("rolled-back", true, false, now.minusSeconds(60));
        assertThat(rules.course().sentence(back))
                .isEqualTo(
                        "By the requirements document's rules alone v2 would have gone on until"
                            + " 2026-11-24T09:05:00Z, after 4m45s at 5 %: none of them fired; here"
                            + " it was rolled back at 2026-11-24T09:04:00Z.");
        assertThat(rules.course().sentence(new DocumentCourse.Here("promoted", false, true, now)))
                .contains(
                        "v2 would have been promoted as well, by 2026-11-24T09:05:00Z after 4m45s");
        run(0, minutes(1), 0, 0);
        assertThat(rules.course().sentence(back))
                .contains("would have gone on when its traffic was taken away at", "; here it was");
        assertThat(DocumentCourse.unknown("v2").sentence(null))
                .contains("there is no record of it");
    }
}
