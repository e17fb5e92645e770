package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import erp.users.roles.BuiltInRights;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What each built-in role may do is what customers were told; a new right is added to the list. */
class BuiltInRolesTest {
    @Test
    void modules_grant_the_rights_that_are_told() throws IOException {
        BuiltInRights rights = new BuiltInRights(WiredModules.all().rights());

        List<String> granted =
                rights.roles().stream()
                        .flatMap(role -> rights.of(role).stream().map(right -> role + " " + right))
                        .toList();

        try (InputStream told = getClass().getResourceAsStream("built-in-roles.txt")) {
            assertThat(granted)
                    .containsExactlyInAnyOrderElementsOf(
                            new String(told.readAllBytes(), StandardCharsets.UTF_8)
                                    .lines()
                                    .toList());
        }
    }
}
