package erp.users.passwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PasswordHashTest {
    private static final Argon2Cost CHEAPEST = new Argon2Cost(7_168, 5);

    /** From the reference implementation's own tests: phc-winner-argon2, src/test.c. */
    @Test
    void accepts_a_hash_of_the_reference_implementation() {
        PasswordHash reference =
                PasswordHash.parse(
                        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
                                + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");

        assertThat(reference.matches("password")).isTrue();
        assertThat(reference.matches("passwore")).isFalse();
    }

    @Test
    void survives_as_text() {
        String text = PasswordHash.of("correct horse", CHEAPEST).text();

        assertThat(text).startsWith("$argon2id$v=19$m=7168,t=5,p=1$");
        assertThat(PasswordHash.parse(text).text()).isEqualTo(text);
        assertThat(PasswordHash.parse(text).matches("correct horse")).isTrue();
        assertThat(PasswordHash.parse(text).matches("Correct horse")).isFalse();
    }

    @Test
    void hashes_the_same_password_differently_each_time() {
        assertThat(PasswordHash.of("correct horse", CHEAPEST).text())
                .isNotEqualTo(PasswordHash.of("correct horse", CHEAPEST).text());
    }

    @Test
    void refuses_costs_that_are_too_cheap_or_absurd() {
        assertThatThrownBy(() -> new Argon2Cost(4_096, 20)).hasMessageContaining("at least 7168");
        assertThatThrownBy(() -> new Argon2Cost(7_168, 4)).hasMessageContaining("too cheap");
        assertThatThrownBy(() -> new Argon2Cost(1_000_000, 2)).hasMessageContaining("at most");
    }

    @Test
    void refuses_what_is_no_hash_of_ours() {
        assertThatThrownBy(() -> PasswordHash.parse("$2a$10$abcdefghijklmnopqrstuv"))
                .isInstanceOf(IllegalStateException.class);
    }
}
