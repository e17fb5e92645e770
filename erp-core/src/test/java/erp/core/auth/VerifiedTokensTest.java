package erp.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

class VerifiedTokensTest {
    private static final VerifiedTokens.Entry ENTRY =
            new VerifiedTokens.Entry(
                    new Identity(new UUID(0, 1), "ada", new UUID(0, 2), List.of()),
                    Instant.EPOCH,
                    "kid");

    @Test
    void remembers_a_token_and_no_other() {
        VerifiedTokens tokens = new VerifiedTokens(10);
        tokens.remember("one", ENTRY);

        assertThat(tokens.get("one")).isSameAs(ENTRY);
        assertThat(tokens.get("two")).isNull();
    }

    @Test
    void stays_small_and_keeps_what_is_in_use() {
        VerifiedTokens tokens = new VerifiedTokens(10);
        tokens.remember("in use", ENTRY);
        for (int i = 0; i < 1_000; i++) {
            tokens.remember("token " + i, ENTRY);
            assertThat(tokens.get("in use")).isSameAs(ENTRY);
        }
        assertThat(tokens.size()).isLessThanOrEqualTo(20);
    }
}
