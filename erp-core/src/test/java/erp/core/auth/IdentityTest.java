package erp.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;

class IdentityTest {

    @Test
    void sorts_permissions_and_drops_doubles() {
        assertThat(holding("b.read", "a.read", "b.read").permissions())
                .containsExactly("a.read", "b.read");
    }

    @Test
    void has_only_the_star_where_it_has_the_star() {
        assertThat(holding("a.read", "*").permissions()).containsExactly("*");
    }

    @Test
    void is_a_probe_only_by_name() {
        assertThat(holding("*").isProbe()).isFalse();
        assertThat(holding(Identity.PROBE).isProbe()).isTrue();
        assertThat(holding("*", Identity.PROBE).isProbe()).isTrue();
    }

    private static Identity holding(String... permissions) {
        return new Identity(new UUID(0, 1), "ada", new UUID(0, 2), List.of(permissions));
    }
}
