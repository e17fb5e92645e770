package canary.report;

import static org.assertj.core.api.Assertions.assertThat;

import canary.journal.Entry;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.List;

class HistoryTableTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

    private final List<ReleaseSummary> releases =
            List.of(
                    new ReleaseSummary(
                            "next",
                            "v1",
                            "v2",
                            START,
                            START.plusSeconds(100),
                            "rolled-back",
                            3,
                            List.of("errors", "smoke"),
                            100,
                            4L,
                            20,
                            35L,
                            81,
                            2,
                            "smoke: answers \"500\", a,b"),
                    new ReleaseSummary(
                            "later",
                            "v1",
                            "v3",
                            START,
                            null,
                            "under-way",
                            null,
                            List.of(),
                            5,
                            null,
                            0,
                            null,
                            0,
                            0,
                            "two\nlines"));

    @Test
    void a_spreadsheet_reads_every_column() {
        assertThat(HistoryTable.csv(releases).split("\r\n"))
                .containsExactly(
                        "release,stable,canary,began_at,ended_at,outcome,exit_code,found,seconds,"
                                + "rollback_seconds,weight,users,requests,failed,why",
                        "next,v1,v2,2026-11-24T08:00:00Z,2026-11-24T08:01:40Z,rolled-back,3,errors"
                                + " smoke,100,4,20,35,81,2,\"smoke: answers \"\"500\"\", a,b\"",
                        "later,v1,v3,2026-11-24T08:00:00Z,,under-way,,,5,,0,,0,0,\"two\nlines\"");
    }

    @Test
    void a_program_tells_what_is_not_known_from_none() {
        JsonNode all = JsonMapper.shared().readTree(HistoryTable.json(releases));
        assertThat(all.size()).isEqualTo(2);
        assertThat(all.at("/0/found/1").asString()).isEqualTo("smoke");
        assertThat(all.at("/0/rollbackSeconds").asInt()).isEqualTo(4);
        assertThat(all.at("/1/users").isNull()).isTrue();
        assertThat(all.at("/1/endedAt").isNull()).isTrue();
    }

    @Test
    void one_whose_plan_cannot_be_read_is_told_all_the_same() {
        assertThat(
                        HistoryTable.text(
                                List.of(
                                        ReleaseSummary.withoutPlan(
                                                "old",
                                                List.of(Entry.opening(START)),
                                                "unknown key x"))))
                .contains("old", "under-way", "(its plan cannot be read: unknown key x)");
    }

    @Test
    void a_person_reads_a_line_for_each() {
        assertThat(HistoryTable.text(releases).lines())
                .hasSize(3)
                .last()
                .asString()
                .matches("2026-11-24T08:00:00Z +later +under-way +5s +- +0 +0 +two lines");
    }
}
