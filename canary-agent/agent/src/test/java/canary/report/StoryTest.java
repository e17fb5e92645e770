package canary.report;

import static org.assertj.core.api.Assertions.assertThat;

import canary.counters.Series;
import canary.counters.Snapshot;
import canary.gates.input.Check;
import canary.journal.Entry;
import canary.metrics.RecordFile;
import canary.plan.Plan;
import canary.plan.Plans;
import canary.requirements.DocumentCourse;
import canary.rollout.Drift;
import canary.rollout.Ended;
import canary.rollout.Groundwork;
import canary.rollout.Live;
import canary.rollout.Outcome;
import canary.rollout.Phase;
import canary.rollout.Preparation;
import canary.rollout.RequestCounts;
import canary.rollout.Rollback;
import canary.verdict.Evidence;
import canary.verdict.Finding;
import canary.verdict.Verdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class StoryTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    private static final BlastRadius NONE = BlastRadius.unknown("the plan names no database");

    private final Plan plan = Plans.quick();
    private final List<Entry> entries = new ArrayList<>();
    private int seconds;
    private Drift drift = Drift.NONE;

    @Test
    void tells_stages_by_what_the_mesh_counted_in_them() {
        rolledBack();
        Story story = Story.of(plan, entries);
        assertThat(story.stages())
                .containsExactly(
                        new Story.StageTold(5, at(2), at(4), Map.of("v1", 200L, "v2", 10L)),
                        new Story.StageTold(50, at(4), at(6), Map.of("v1", 100L, "v2", 100L)));
        assertThat(story.canaryRequests()).isEqualTo(110);
        assertThat(story.canaryUsers()).isEqualTo(7);
    }

    @Test
    void users_that_nobody_counted_are_not_none() {
        Story story = Story.of(plan, List.of(Entry.opening(START)));
        assertThat(story.canaryUsers()).isNull();
        assertThat(MarkdownReport.write(story, NONE, ""))
                .contains("| not counted | 0 | 0 | not counted | not counted |");
    }

    @Test
    void what_the_canary_logged_last_stands_in_a_block_that_it_cannot_end() {
        rolledBack();
        String text =
                MarkdownReport.write(
                        Story.of(plan, entries), NONE, "== v2-0\n```\n# not a heading\n");
        assertThat(text)
                .contains("## What v2 logged last")
                .endsWith("    == v2-0\n    ```\n    # not a heading\n");
    }

    @Test
    void keeps_each_change_of_mind_of_a_gate() {
        rolledBack();
        assertThat(Story.of(plan, entries).turns())
                .extracting(turn -> turn.finding().verdict().word())
                .containsExactly("undecided", "healthy", "harmful");
    }

    @Test
    void writes_json_with_the_fields_that_scripts_rely_on() {
        rolledBack();
        JsonNode json =
                JsonMapper.shared().readTree(JsonReport.write(Story.of(plan, entries), NONE));
        assertThat(json.get("release").asString()).isEqualTo("next");
        assertThat(json.get("outcome").asString()).isEqualTo("rolled-back");
        assertThat(json.get("exitCode").asInt()).isEqualTo(3);
        assertThat(json.at("/stages/0/weight").asInt()).isEqualTo(5);
        assertThat(json.at("/stages/0/startedAt").asString()).isEqualTo(at(2).toString());
        assertThat(json.at("/stages/1/requests/v2").asLong()).isEqualTo(100);
        assertThat(json.at("/verdicts/2/gate").asString()).isEqualTo("errors");
        assertThat(json.at("/verdicts/2/verdict").asString()).isEqualTo("harmful");
        assertThat(json.at("/rollback/decidedAt").asString()).isEqualTo(at(6).toString());
        assertThat(json.at("/rollback/verifiedAt").asString()).isEqualTo(at(8).toString());
        assertThat(json.at("/exposure/users").asLong()).isEqualTo(7);
        assertThat(json.at("/exposure/requests").asLong()).isEqualTo(110);
        assertThat(json.at("/exposure/documents").isNull()).isTrue();
        assertThat(json.at("/exposure/documentsNotCounted").asString()).contains("no database");
    }

    @Test
    void writes_markdown_with_the_verdict_first_and_the_proof_as_a_list() {
        rolledBack();
        String text = MarkdownReport.write(Story.of(plan, entries), NONE, "");
        assertThat(text).startsWith("# Release next: ROLLED-BACK\n");
        assertThat(text)
                .contains("**Why:** errors: 20 %.")
                .contains("Users are safe on v1.")
                .contains("| 7 | 110 | 0 | not counted | not counted |")
                .contains("| 50 % | 2026-11-24 08:00:04 | 2s | 100 | 100 | 50.0 % |")
                .contains("proven at 2026-11-24 08:00:08: 2s.")
                .contains("- [x] 2026-11-24 08:00:08 silence: 2 scrapes")
                .contains("| 2026-11-24 08:00:06 | 50 % | harmful | 20 % |");
    }

    @Test
    void says_in_its_first_three_lines_what_the_documents_rules_would_have_done() {
        rolledBack();
        DocumentCourse course =
                new DocumentCourse(
                        "v2",
                        DocumentCourse.End.ROLLED_BACK,
                        at(66),
                        "30.0 % of its requests of five minutes fail, above 5 %, for two minutes",
                        List.of(new DocumentCourse.StageSeen(5, Duration.ofSeconds(64))),
                        true);
        Story story = Story.of(plan, entries, course);
        String sentence =
                "By the requirements document's rules alone v2 would have been rolled back at"
                    + " 2026-11-24T08:01:06Z, after 1m4s at 5 %, 1m later than here: 30.0 % of its"
                    + " requests of five minutes fail, above 5 %, for two minutes.";
        assertThat(MarkdownReport.write(story, NONE, "").lines().limit(3)).contains(sentence);
        String json = JsonReport.write(story, NONE);
        assertThat(json.lines().limit(3).toList().getLast()).contains(sentence);
        assertThat(JsonMapper.shared().readTree(json).path("documentRulesOutcome").asString())
                .isEqualTo("rolled-back");
        assertThat(MarkdownReport.write(Story.of(plan, entries), NONE, "").lines().limit(3))
                .anyMatch(line -> line.contains("nothing can be said of v2: there is no record"));
    }

    @Test
    void reports_are_written_from_journal_and_record(@TempDir Path directory) throws IOException {
        rolledBack();
        RecordFile record = new RecordFile(directory.resolve("record.ndjson"));
        for (int second = 0; second < 600; second += 10) {
            Map<String, Long> none = Map.of();
            List<Series> series =
                    List.of(new Series("v2", "GET", "/a", 10L * second, second, none));
            record.append(Snapshot.of(at(second), 5).series(series).build());
        }
        new ReportFiles(plan, directory, null, null).write(entries);
        assertThat(Files.readString(directory.resolve("report.md")).lines().limit(3))
                .anyMatch(
                        line ->
                                line.contains(
                                        "would have been rolled back at 2026-11-24T08:02:10Z, after"
                                                + " 2m10s at 5 %, 2m4s later than here: 10.0 %"));
    }

    @Test
    void says_so_when_the_proof_is_not_complete() {
        entry(new Ended.RolledBack(START, "harm", START, null), 0, 0, null);
        String text = MarkdownReport.write(Story.of(plan, entries), NONE, "");
        assertThat(text).contains("**not proven yet**", "Look now: v1 has all traffic");
    }

    @Test
    void tells_a_release_that_has_only_begun() {
        entries.add(Entry.opening(START));
        Story story = Story.of(plan, entries);
        assertThat(story.outcome()).isEmpty();
        assertThat(JsonReport.write(story, NONE))
                .contains("\"outcome\" : \"under-way\"", "\"exitCode\" : null");
        assertThat(MarkdownReport.write(story, NONE, "")).contains("UNDER WAY");
    }

    @Test
    void a_hold_belongs_to_its_stage_and_ends_with_code_four() {
        entry(new Live.Watching(1, at(0)), 0, 0, null);
        entry(new Live.Held(1, at(1), "blind", false), 50, 50, null);
        Story story = Story.of(plan, entries);
        assertThat(story.outcome()).contains(Outcome.HELD);
        assertThat(story.stages()).hasSize(1);
        assertThat(MarkdownReport.write(story, NONE, ""))
                .contains("Decide: `release promote`", "50 %");
    }

    @Test
    void tells_how_often_the_weight_was_changed_from_outside_and_when() {
        entry(new Live.Watching(0, at(0)), 0, 0, null);
        assertThat(MarkdownReport.write(Story.of(plan, entries), NONE, ""))
                .doesNotContain("outside");
        drift = new Drift(2, false, START, null);
        entry(new Live.Watching(0, at(0)), 0, 0, null);
        entry(new Live.Watching(0, at(0)), 0, 0, null);
        Story story = Story.of(plan, entries);
        assertThat(story.timeline()).extracting(Story.Event::at).containsExactly(at(0), at(1));
        assertThat(MarkdownReport.write(story, NONE, ""))
                .contains("The weight was changed from outside twice; the timeline says when.");
        assertThat(JsonReport.write(story, NONE)).contains("\"weightChangedFromOutside\" : 2");
    }

    @Test
    void a_hold_that_settles_is_one_line_and_says_how_it_ends() {
        Live.Held held = new Live.Held(0, at(0), "blind", false);
        entry(held, 0, 0, null);
        Live.Held.Settling settling = new Live.Held.Settling(at(1), at(1));
        entry(new Live.Held(0, held.since(), "blind", false, settling, null), 0, 0, null);
        Plan resuming = Plans.quick("holdPolicy: {after: 1h, resumeAfter: 5m}");
        Story story = Story.of(resuming, entries);
        assertThat(story.timeline()).hasSize(1);
        assertThat(MarkdownReport.write(story, NONE, ""))
                .contains("It goes on by itself when all has been well for 5m.");
        assertThat(MarkdownReport.write(Story.of(plan, entries), NONE, ""))
                .doesNotContain("by itself");
    }

    /** A release that is harmful at its second stage; one entry a second. */
    private void rolledBack() {
        Evidence evidence = Evidence.of("20 %");
        entry(new Groundwork.Preflight(at(0)), 1000, 0, null);
        entry(new Preparation.Smoking(at(1)), 1000, 0, null);
        entry(new Live.Shifting(0, at(2)), 1000, 0, null);
        entry(new Live.Watching(0, at(3)), 1100, 5, new Verdict.Undecided(evidence));
        entry(new Live.Shifting(1, at(4)), 1200, 10, new Verdict.Healthy(evidence));
        entry(new Live.Watching(1, at(5)), 1250, 60, new Verdict.Healthy(evidence));
        entry(
                new Rollback.Restoring(at(6), "errors: 20 %"),
                1300,
                110,
                new Verdict.Harmful(evidence));
        entry(new Rollback.Verifying(at(7), "errors: 20 %", at(6)), 1400, 110, null);
        entry(new Rollback.Reporting(at(8), "errors: 20 %", at(6), at(8)), 1500, 110, null);
        entry(new Ended.RolledBack(at(9), "errors: 20 %", at(6), at(8)), 1600, 110, null);
    }

    private void entry(Phase phase, long stable, long canary, Verdict verdict) {
        boolean isProven = phase instanceof Rollback.Reporting;
        entries.add(
                new Entry(
                        at(seconds),
                        phase,
                        "why",
                        List.of(),
                        null,
                        phase instanceof Live live ? live.step() * 45 + 5 : 50,
                        verdict == null ? List.of() : List.of(new Finding("errors", verdict)),
                        isProven
                                ? List.of(new Check("silence", true, at(seconds), "2 scrapes"))
                                : List.of(),
                        Map.of(
                                "v1",
                                new RequestCounts(stable, 0),
                                "v2",
                                new RequestCounts(canary, 0)),
                        Map.of("v2", canary > 0 ? 7L : 0L),
                        drift));
        seconds++;
    }

    private static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }
}
