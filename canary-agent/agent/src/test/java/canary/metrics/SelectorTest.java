package canary.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorTest {

    @Test
    void matchers_are_taken_with_and_without_braces() {
        assertThat(new Selector("app=\"erp-system\"").of("up")).isEqualTo("up{app=\"erp-system\"}");
        assertThat(new Selector(" { app = \"a,b\" , job=~\"x|\\\"y\\\"\", } ").ofAny("a|b"))
                .isEqualTo("{__name__=~\"a|b\",app = \"a,b\",job=~\"x|\\\"y\\\"\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "up",
                "up{app=\"a\"}",
                "app=a",
                "app=\"a",
                "app=\"a\" job=\"b\"",
                "app=\"a\"} or vector(1) or up{app=\"a\"",
                "app==\"a\"",
                "1app=\"a\"",
                ",app=\"a\""
            })
    void what_is_no_list_of_matchers_is_refused(String text) {
        assertThatThrownBy(() -> new Selector(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
