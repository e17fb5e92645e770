package canary.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import canary.gates.input.Check;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.List;

class CheckTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @EnumSource(Check.Result.class)
    void is_read_as_it_is_written(Check.Result result) {
        Check check = new Check("order", result, Instant.EPOCH, "seen");
        String json = JSON.writeValueAsString(check);
        assertThat(json).contains("\"passed\":" + (result == Check.Result.PASSED));
        assertThat(JSON.readValue(json, Check.class)).isEqualTo(check);
    }

    @Test
    void lines_of_older_agents_are_read() {
        String line =
                "{\"name\":\"a\",\"passed\":%s,\"at\":\"1970-01-01T00:00:00Z\",\"detail\":\"d\"}";
        assertThat(JSON.readValue(line.formatted(true), Check.class).passed()).isTrue();
        assertThat(JSON.readValue(line.formatted(false), Check.class).failed()).isTrue();
    }

    @Test
    void without_any_check_nothing_has_passed() {
        assertThat(Check.allPassed(List.of())).isFalse();
    }
}
