package canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class RenderCommandTest {

    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    @TempDir private Path folder;

    private static JsonNode render(String... words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        assertThat(new RenderCommand(out).run(List.of(words))).isZero();
        return YAML.readTree(bytes.toString(StandardCharsets.UTF_8));
    }

    private String plan(String more) throws Exception {
        return Files.writeString(
                        folder.resolve("plan.yaml"),
                        "release: next\nstable: {version: v7}\ncanary: {version: v8}\n" + more)
                .toString();
    }

    /** The document's own files. */
    @ParameterizedTest
    @CsvSource({"0, 0", "5, 5", "20, 20", "50, 50", "100, 100", "0, rollback"})
    void prints_what_the_manifest_of_that_weight_says(String weight, String file) throws Exception {
        Path manifest = Path.of("../../istio/virtual-service-" + file + ".yaml");
        assertThat(render("--weight", weight)).isEqualTo(YAML.readTree(Files.readString(manifest)));
    }

    @Test
    void takes_versions_and_routing_from_a_plan() throws Exception {
        JsonNode http =
                render("--weight", "20", "--plan", plan("routing: weight\n")).at("/spec/http");
        assertThat(http).hasSize(3);
        assertThat(http.at("/2/route/0/destination/subset").asString()).isEqualTo("v7");
        assertThat(http.at("/2/route/1/weight").asInt()).isEqualTo(20);
    }

    @Test
    void takes_versions_routing_and_host_from_the_command_line() {
        JsonNode document =
                render(
                        "--weight=7",
                        "--stable=v3",
                        "--canary=v4",
                        "--routing=weight",
                        "--host=erp.example.org");
        assertThat(document.at("/spec/hosts/0").asString()).isEqualTo("erp.example.org");
        assertThat(document.at("/spec/http/0/name").asString()).isEqualTo("probe-v3");
    }

    @Test
    void prints_the_other_routers_object() {
        JsonNode document = render("--weight", "20", "--router", "gateway-api");
        assertThat(document.path("kind").asString()).isEqualTo("HTTPRoute");
        assertThat(document.at("/spec/rules/2/backendRefs/1/weight").asInt()).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--stable v1 | render needs --weight",
                "--weight 101 | --weight must be a whole number from 0 to 100",
                "--weight -1 | --weight must be a whole number from 0 to 100",
                "--weight 5 --canary v1 | --canary must differ from --stable",
                "--weight 5 --stable V_1 | --stable must be 1 to 63 of a-z, 0-9, '.', '-'",
                "--weight 5 --routing none | --routing must be one of cohort, weight",
                "--weight 5 --router nginx | --router must be one of istio, gateway-api",
                "--weight 5 --router gateway-api --routing cohort | --routing cohort needs --router"
                        + " istio",
                "--weight 5 --plan absent.yaml | the plan absent.yaml cannot be read",
                "--weight 5 --plan p --stable v1 | --stable must not be there beside --plan",
                "--weight 5 more | unexpected more",
                "--wait 5 | unknown option --wait",
            })
    void bad_words_are_refused_with_the_rule(String words, String sentence) {
        assertThatThrownBy(
                        () -> new RenderCommand(System.out).run(List.of(words.strip().split(" "))))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(sentence);
    }
}
