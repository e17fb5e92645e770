package canary.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.demo.fault.Route;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

class DemoOptionsTest {

    @Test
    void without_options_a_good_release_at_normal_pace() {
        assertThat(DemoOptions.parse(List.of()))
                .isEqualTo(
                        new DemoOptions(
                                DemoRelease.GOOD,
                                Optional.empty(),
                                Pace.NORMAL,
                                OptionalInt.empty(),
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                false));
    }

    @Test
    void every_option_is_read() {
        List<String> line =
                List.of(
                        "--release",
                        "crash",
                        "--pace",
                        "fast",
                        "--rps",
                        "7",
                        "--leave-out",
                        "k6/",
                        "--leave-out",
                        "our own",
                        "--report",
                        "r",
                        "--json",
                        "j",
                        "--cluster");
        assertThat(DemoOptions.parse(line))
                .isEqualTo(
                        new DemoOptions(
                                DemoRelease.CRASH,
                                Optional.empty(),
                                Pace.FAST,
                                OptionalInt.of(7),
                                List.of("k6/", "our own"),
                                Optional.of(Path.of("r")),
                                Optional.of(Path.of("j")),
                                true));
    }

    @Test
    void all_problems_are_told_at_once_with_what_is_possible() {
        List<String> line =
                List.of(
                        "--release",
                        "unheard-of",
                        "--rps",
                        "0",
                        "--leave-out",
                        "",
                        "--fast",
                        "--pace");
        assertThatThrownBy(() -> DemoOptions.parse(line))
                .isInstanceOf(DemoOptions.WrongUsage.class)
                .hasMessageContaining(
                        "complaints, split, refused, corrupt, empty, cold, gap, schema, both,"
                                + " blind, not")
                .hasMessageContaining("--rps is 1 to 2000")
                .hasMessageContaining("--leave-out is a part")
                .hasMessageContaining("--fast")
                .hasMessageContaining("--pace needs a value");
    }

    @Test
    void one_route_can_fail_alone() {
        List<String> line = List.of("--release", "errors", "--route", "POST /api/v1/crm/leads");
        assertThat(DemoOptions.parse(line).route())
                .contains(new Route("POST", "/api/v1/crm/leads"));
    }

    @Test
    void a_route_is_written_as_the_description_does_and_fails_in_errors_only() {
        for (String wrong :
                List.of(
                        "/api/v1/crm/leads",
                        "post /api/v1/crm/leads",
                        "POST /crm",
                        "POST /api/v1/crm/")) {
            assertThatThrownBy(
                            () ->
                                    DemoOptions.parse(
                                            List.of("--release", "errors", "--route", wrong)))
                    .hasMessageContaining("--route is a method and a path")
                    .hasMessageContaining("not " + wrong);
        }
        List<String> line = List.of("--release", "good", "--route", "POST /api/v1/crm/leads");
        assertThatThrownBy(() -> DemoOptions.parse(line))
                .hasMessageContaining("--route goes with --release errors only");
    }

    @Test
    void the_help_lists_every_release_with_the_code_that_it_ends_with() {
        assertThat(DemoOptions.usage())
                .contains("good       (0)", "errors     (3)", "latency    (3)", "crash      (3)")
                .contains("complaints (3)", "split      (3)", "both       (4)", "blind      (4)")
                .contains("schema     (5)")
                .contains("refused    (3)", "empty      (3)", "cold       (0)", "gap        (0)");
    }

    @Test
    void an_unknown_release_ends_with_two() {
        assertThat(Demo.run(List.of("--release", "unheard-of"))).isEqualTo(2);
    }
}
