package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The patterns of the description are expressions of ECMA 262, as JSON Schema 2020-12 wants them.
 */
class PatternsIT extends ErpIT {
    private static final String CLASS_ESCAPE = "\\\\[pP]\\{(?:L|M|N|Lu|Ll|Nd|P|S|Z)}";
    private static final String ESCAPE =
            "\\\\(?:[\\^$\\\\.*+?()\\[\\]{}|/]|[dDsSwW]|u[0-9A-Fa-f]{4})|" + CLASS_ESCAPE;
    private static final String IN_CLASS = "(?:" + ESCAPE + "|\\\\-|[^\\\\\\[\\]&]|&(?!&))";

    /**
     * What a pattern may be made of, all of it valid with the flag u: there an escape of a letter
     * that means nothing, a lone brace, Java's && and POSIX names are errors.
     */
    private static final Pattern GRAMMAR =
            Pattern.compile(
                    ("(?:\\((?:\\?[:=!])?|\\)|\\[\\^?%s+]|%s|[\\^$.|]|[^\\\\\\[\\](){}*+?|^$.]"
                                    + "|(?<=[^(|])(?:[*+?]|\\{[0-9]+(?:,[0-9]*)?})\\??)*")
                            .formatted(IN_CLASS, ESCAPE));

    @Test
    void every_pattern_keeps_to_what_ecma_262_has() {
        Set<String> patterns = patterns();
        assertThat(patterns).hasSizeGreaterThan(10);
        assertThat(patterns)
                .allMatch(
                        it ->
                                GRAMMAR.matcher(it).matches()
                                        && it.startsWith("^")
                                        && it.endsWith("$"));
        assertThat("[\\p{Graph}&&[^/]]{1,64}").doesNotMatch(GRAMMAR);
        assertThat("\\p{Alpha}\\_").doesNotMatch(GRAMMAR);
    }

    @Test
    void an_engine_of_ecma_262_takes_every_pattern() throws Exception {
        String program =
                "const all=JSON.parse(require('fs').readFileSync(0,'utf8'));"
                        + "for(const p of all){new RegExp(p,'u');}console.log(all.length)";
        Process node;
        try {
            node = new ProcessBuilder("node", "-e", program).redirectErrorStream(true).start();
        } catch (IOException e) {
            Assumptions.abort("there is no node here; the grammar is checked all the same");
            return;
        }
        Set<String> patterns = patterns();
        try (var in = node.getOutputStream()) {
            in.write(Api.JSON.writeValueAsBytes(patterns));
        }
        String said =
                new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(said).isEqualTo(Integer.toString(patterns.size()));
        assertThat(node.waitFor()).isZero();
    }

    private static Set<String> patterns() {
        Set<String> found = new LinkedHashSet<>();
        collect(api().get("/openapi.json").is(200).body(), found);
        return found;
    }

    private static void collect(JsonNode node, Set<String> found) {
        JsonNode pattern = node.path("pattern");
        if (pattern.isString()) {
            found.add(pattern.asString());
        }
        node.forEach(child -> collect(child, found));
    }
}
