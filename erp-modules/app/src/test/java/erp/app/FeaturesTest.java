package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.http.Endpoint;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code ops/FEATURES.md} names operations that there are and tests that there are. */
class FeaturesTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (.+?) \\| (.*?) ?\\| (.+?) \\|$");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Pattern TEST = Pattern.compile("(?m)^    (?:public )?void (\\w+)\\(");

    @Test
    void each_feature_has_its_operations_and_its_test() {
        String text = Sources.read(Sources.ROOT.resolve("ops/FEATURES.md"));
        List<MatchResult> rows =
                ROW.matcher(text).results().filter(row -> !row.group(1).equals("feature")).toList();
        assertThat(rows).hasSizeGreaterThan(50);
        Set<String> operations =
                WiredModules.all().endpoints().stream()
                        .map(Endpoint::id)
                        .collect(Collectors.toSet());
        Set<String> tests = tests();
        for (MatchResult row : rows) {
            assertThat(operations).as(row.group(1)).containsAll(names(row.group(2)));
            assertThat(names(row.group(3))).as(row.group(1)).isNotEmpty();
            assertThat(tests).as(row.group(1)).containsAll(names(row.group(3)));
        }
    }

    /** {@code ClassIT.method} of all modules. */
    private static Set<String> tests() {
        Set<String> tests = new HashSet<>();
        Sources.ending(".java").stream()
                .filter(file -> file.toString().contains("/src/test/"))
                .forEach(
                        file -> {
                            String of = file.getFileName().toString().replace(".java", ".");
                            TEST.matcher(Sources.read(file))
                                    .results()
                                    .forEach(it -> tests.add(of + it.group(1)));
                        });
        return tests;
    }

    private static List<String> names(String cell) {
        return NAME.matcher(cell).results().map(it -> it.group(1)).toList();
    }
}
