package erp.core.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AuthSettingsTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @Test
    void refuses_production_without_a_secret_or_with_the_one_everybody_knows() {
        assertThatThrownBy(() -> AuthSettings.of("", "production"))
                .hasMessageContaining("ERP_SECRET must be set in production");
        assertThatThrownBy(() -> AuthSettings.of(AuthSettings.DEVELOPMENT_SECRET, "production"))
                .hasMessageContaining("ERP_SECRET");
    }

    @Test
    void refuses_a_short_secret_everywhere() {
        assertThatThrownBy(() -> AuthSettings.of("short", "development"))
                .hasMessageContaining("at least 32 characters");
    }

    @Test
    void does_without_a_secret_on_a_developers_machine() {
        assertThat(AuthSettings.of("", "development").secret())
                .isEqualTo(AuthSettings.DEVELOPMENT_SECRET);
        assertThat(AuthSettings.of(SECRET, "production").secret()).isEqualTo(SECRET);
    }

    @Test
    void does_not_print_the_secret() {
        assertThat(AuthSettings.of(SECRET, "production")).asString().doesNotContain(SECRET);
    }
}
