package canary.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.bench.results.Cost;
import canary.bench.results.Csv;
import canary.bench.results.ResultFiles;
import canary.bench.results.Row;
import canary.bench.results.Targets;
import canary.bench.rules.Contender;
import canary.bench.rules.Contenders;
import canary.bench.simulate.Scenario;
import canary.bench.simulate.Scenarios;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

class CellTest {
    private static final Scenario ERRORS =
            Scenarios.all().stream()
                    .filter(s -> s.name().equals("errors-10"))
                    .findFirst()
                    .orElseThrow();

    @Test
    void the_same_seed_gives_the_same_rows_whatever_the_threads() throws Exception {
        Cell cell = new Cell(ERRORS, 20, Contenders.all());
        List<Row> one = cell.run(6, 1, 1);
        assertThat(cell.run(6, 1, 3)).isEqualTo(one);
        assertThat(cell.run(6, 2, 1)).isNotEqualTo(one);
        Row ours = one.getFirst();
        assertThat(ours.rolledBack()).isEqualTo(6);
    }

    @Test
    void a_cell_run_alone_gives_what_it_gives_among_others() throws Exception {
        List<Contender.Kind> alone =
                Contenders.all().stream().filter(kind -> kind.name().equals("kayenta")).toList();
        List<Row> all = new Cell(ERRORS, 2, Contenders.all()).run(4, 1, 2);
        List<Row> kayenta = new Cell(ERRORS, 2, alone).run(4, 1, 2);
        assertThat(all).containsAll(kayenta);
    }

    @Test
    void a_judge_that_fails_fails_the_run() {
        Contender.Kind broken =
                new Contender.Kind(
                        "broken",
                        () ->
                                _ -> {
                                    throw new IllegalStateException("no verdict");
                                });
        Cell cell = new Cell(ERRORS, 20, List.of(broken));
        assertThatThrownBy(() -> cell.run(3, 1, 2)).hasRootCauseMessage("no verdict");
    }

    @Test
    void results_are_left_as_a_page_a_table_and_pictures(@TempDir Path out) throws Exception {
        List<Row> rows = new Cell(ERRORS, 20, Contenders.all()).run(3, 1, 1);
        Path page = ResultFiles.write(out, "by hand", rows, Targets.of(rows, Optional.empty()));
        assertThat(Files.readString(page))
                .contains("### 20 requests a second", "| errors-10 | 100 % @", "by hand");
        try (var files = Files.list(out)) {
            assertThat(files.map(file -> file.getFileName().toString().replaceAll("^.*\\d", "")))
                    .containsExactlyInAnyOrder(".md", ".csv", "-minutes.png", "-false.png");
        }
        assertThat(Csv.of(rows).lines()).hasSize(1 + Contenders.all().size());
    }

    @Test
    void options_name_what_is_wrong() {
        assertThatThrownBy(() -> BenchOptions.parse(List.of("--rate", "0")))
                .hasMessage("--rate is 0.01 to 10000 requests a second, not 0");
        assertThatThrownBy(() -> BenchOptions.parse(List.of("--scenario", "doom")))
                .hasMessage("there is no scenario doom");
        assertThatThrownBy(() -> BenchOptions.parse(List.of("--releases")))
                .hasMessage("--releases needs a value");
        assertThatThrownBy(() -> BenchOptions.parse(List.of("--judge", "me")))
                .hasMessage("there is no judge me");
        BenchOptions quick = BenchOptions.parse(List.of("--quick"));
        assertThat(quick.releases()).isEqualTo(BenchOptions.QUICK_RELEASES);
        assertThat(quick.isWhole()).isTrue();
        assertThat(BenchOptions.parse(List.of("--rate", "20")).isWhole()).isFalse();
    }

    @Test
    void the_cost_is_read_from_jmhs_results(@TempDir Path dir) throws Exception {
        Path file =
                Files.writeString(
                        dir.resolve("jmh.json"),
                        """
                        [{"benchmark": "canary.bench.JudgementBenchmark.judgement",
                          "primaryMetric": {"score": 1.25},
                          "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 4096.5}}}]
                        """);
        assertThat(Cost.read(file)).contains(new Cost(1.25, 4096.5));
        assertThat(Cost.read(Files.writeString(dir.resolve("none.json"), "[]"))).isEmpty();
    }
}
