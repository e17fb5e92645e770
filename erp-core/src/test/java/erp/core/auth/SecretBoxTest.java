package erp.core.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

class SecretBoxTest {
    private static final byte[] PLAIN = "a private key".getBytes(StandardCharsets.UTF_8);
    private final SecretBox box = new SecretBox("one secret");

    @Test
    void opens_what_it_sealed() throws GeneralSecurityException {
        assertThat(new SecretBox("one secret").open(box.seal(PLAIN, "kid"), "kid"))
                .isEqualTo(PLAIN);
    }

    @Test
    void seals_the_same_text_differently_each_time() {
        assertThat(box.seal(PLAIN, "kid")).isNotEqualTo(box.seal(PLAIN, "kid"));
    }

    @Test
    void does_not_open_with_another_secret_or_label_or_a_changed_text() {
        byte[] sealed = box.seal(PLAIN, "kid");
        byte[] changed = sealed.clone();
        changed[20] ^= 1;

        assertThatThrownBy(() -> new SecretBox("another").open(sealed, "kid"))
                .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> box.open(sealed, "other"))
                .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> box.open(changed, "kid"))
                .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> box.open(new byte[3], "kid"))
                .isInstanceOf(GeneralSecurityException.class);
    }
}
