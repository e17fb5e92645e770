package canary.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** What YAML takes a scalar for, and what else it can do, changes nothing of what a plan says. */
class PlanYamlTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.10",
                "1.0",
                "10",
                "007",
                "0755",
                "0o17",
                "0x1F",
                "1_000",
                "1e3",
                "2.50e1",
                "yes",
                "no",
                "on",
                "true",
                "False",
                "2026-11-24",
                "2026-11-24T10.00",
                "1.10.0",
                "v1.10"
            })
    void a_version_is_the_text_that_is_written(String version) {
        for (String written : List.of(version, "'" + version + "'", '"' + version + '"')) {
            Plan plan = plan("{version: " + written + "}");
            assertThat(plan.stable().version()).as(written).isEqualTo(version);
        }
    }

    @Test
    void two_versions_that_are_one_number_are_two() {
        Plan plan =
                PlanFile.parse(
                        "{release: 1.10, stable: {version: 1.1}, canary: {version: 1.10}}",
                        _ -> null);
        assertThat(plan.release()).isEqualTo("1.10");
        assertThat(plan.stable().version()).isEqualTo("1.1");
        assertThat(plan.canary().version()).isEqualTo("1.10");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{version: null} | stable.version: is required",
                "{version: ~} | stable.version: must be 1 to 63 letters, digits, '.', '_', '-'",
                "{version: } | stable.version: is required",
                "{version: [1.10]} | stable.version: must be text",
                "{version: 1.10, replicas: 010} | stable.replicas: must be a whole number from 1 to"
                        + " 1000",
                "{version: v, replicas: 0x2} | stable.replicas: must be a whole number from 1 to"
                        + " 1000",
                "{version: v, replicas: 1_0} | stable.replicas: must be a whole number from 1 to"
                        + " 1000",
                "{version: v, replicas: '2'} | stable.replicas: must be a whole number from 1 to"
                        + " 1000",
                "{version: v, replicas: 2.0} | stable.replicas: must be a whole number from 1 to"
                        + " 1000",
                "{version: v, replicas: 99999999999999999999} | stable.replicas: must be a whole"
                        + " number from 1 to 1000",
            })
    void what_is_no_text_or_number_is_named(String stable, String problem) {
        assertThat(problems("{release: r, canary: {version: w}, stable: " + stable + "}"))
                .containsExactly(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {".inf", ".nan", "1e999", "0b1", "1:30", "'0.1'"})
    void a_number_is_a_plain_one(String alpha) {
        assertThat(problems(text("{version: v}") + "\nalpha: " + alpha))
                .singleElement()
                .asString()
                .startsWith("alpha: must be a number from 0.0001 to 0.2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//host", "t://host", "ftp://host", "http:/host", "host:80"})
    void an_address_names_its_scheme_and_host(String address) {
        String text =
                Plans.quick("next", "http://c", "http://m", "http://e")
                        .replace("http://c", "'" + address + "'");
        assertThat(problems(text))
                .containsExactly("local.control: must be an http or https address");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a: &x 1\nb: *x' | plan: line 2, column 4: an alias is not known here",
                "'a: &x [*x]' | plan: line 1, column 8: an alias is not known here",
                "'a: 1\na: 2' | plan: line 2, column 1: has a twice",
                "'a: 1\n---\nb: 2' | is a second document",
                "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[ | is nested more than 20 deep",
            })
    void what_would_be_read_otherwise_than_meant_is_refused(String text, String problem) {
        assertThat(problems(text)).singleElement().asString().contains(problem);
    }

    @Test
    void a_byte_order_mark_and_carriage_returns_are_read() {
        String text = "\ufeffrelease: r\r\nstable: {version: v1}\r\ncanary: {version: 1.10}\r\n";
        assertThat(PlanFile.parse(text, _ -> null).canary().version()).isEqualTo("1.10");
    }

    @Test
    void a_file_that_cannot_be_a_plan_is_refused_in_a_sentence() throws IOException {
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 0x00, 'a'});
        assertThat(problemsOf(binary)).containsExactly("plan: " + binary + " is not UTF-8 text");
        assertThat(problemsOf(folder))
                .containsExactly("plan: " + folder + " is not a regular file");
        Path huge = folder.resolve("huge");
        try (RandomAccessFile sparse = new RandomAccessFile(huge.toFile(), "rw")) {
            sparse.setLength(3L << 30);
        }
        assertThat(problemsOf(huge)).containsExactly("plan: is longer than 1048576 bytes");
    }

    @Test
    void a_damaged_plan_is_read_or_refused_in_sentences() {
        String good =
                Plans.quick("next", "http://c", "http://m", "http://e")
                        + "metrics: {prometheus: 'http://p', selector: 'a=\"b\"', mesh:"
                        + " 'c=\"d\"'}\n"
                        + "alpha: 0.02\n";
        for (long seed = 0; seed < 1000; seed++) {
            String text = damaged(good, seed);
            try {
                PlanFile.parse(text, _ -> null);
            } catch (PlanException e) {
                assertThat(e.problems())
                        .as("seed %d: %s", seed, text)
                        .isNotEmpty()
                        .allSatisfy(
                                problem ->
                                        assertThat(problem)
                                                .isNotBlank()
                                                .doesNotContain("\n", "Exception"));
            }
        }
    }

    private static final List<String> ODD =
            List.of(
                    "null",
                    "~",
                    "-1",
                    "1e999",
                    "0x",
                    ".",
                    "[]",
                    "{}",
                    "*a",
                    "&a",
                    "!!binary x",
                    "|",
                    ">",
                    "? ",
                    ": ",
                    "- ",
                    "'",
                    "\"",
                    "\t",
                    "\u0000",
                    "\ufffe",
                    "---",
                    "...",
                    "%YAML 9.9",
                    "!<x>",
                    "<<: 1",
                    "9".repeat(400),
                    "[".repeat(5000),
                    "\ud83d",
                    "@",
                    "`");

    private static String damaged(String good, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        StringBuilder text = new StringBuilder(good);
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(12));
            switch (random.nextInt(3)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.replace(at, end, ODD.get(random.nextInt(ODD.size())));
                default -> text.insert(at, text.substring(at, end));
            }
        }
        return text.toString();
    }

    private static String text(String stable) {
        return "release: r\ncanary: {version: w}\nstable: " + stable;
    }

    private static Plan plan(String stable) {
        return PlanFile.parse(text(stable), _ -> null);
    }

    private static List<String> problems(String text) {
        return catchThrowableOfType(PlanException.class, () -> PlanFile.parse(text, _ -> null))
                .problems();
    }

    private static List<String> problemsOf(Path file) {
        return catchThrowableOfType(PlanException.class, () -> PlanFile.read(file)).problems();
    }
}
