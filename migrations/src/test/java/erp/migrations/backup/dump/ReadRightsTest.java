package erp.migrations.backup.dump;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class ReadRightsTest {
    private static final String FOUR = "SELECT, SHOW VIEW, TRIGGER, EVENT";

    @Test
    void rights_on_the_schema_or_the_server_suffice() {
        assertThat(missing("GRANT ALL PRIVILEGES ON `erp_main`.* TO `o`@`%`")).isEmpty();
        assertThat(missing("GRANT ALL PRIVILEGES ON *.* TO `o`@`%` WITH GRANT OPTION")).isEmpty();
        assertThat(missing("GRANT " + FOUR + ", EXECUTE ON `erp_main`.* TO `o`@`%`")).isEmpty();
        assertThat(
                        missing(
                                "GRANT " + FOUR + " ON `erp_main`.* TO `o`@`%`",
                                "GRANT SHOW_ROUTINE ON *.* TO `o`@`%`"))
                .isEmpty();
        assertThat(missing("GRANT " + FOUR + " ON *.* TO `o`@`%`"))
                .as("SELECT on the server shows routines")
                .isEmpty();
    }

    @Test
    void names_in_grants_are_patterns() {
        assertThat(missing("GRANT ALL PRIVILEGES ON `erp\\_main`.* TO `o`@`%`")).isEmpty();
        assertThat(missing("GRANT ALL PRIVILEGES ON `erp%`.* TO `o`@`%`")).isEmpty();
        assertThat(missing("GRANT ALL PRIVILEGES ON `erp\\_other`.* TO `o`@`%`")).hasSize(5);
        assertThat(missing("GRANT ALL PRIVILEGES ON `erp\\%`.* TO `o`@`%`")).hasSize(5);
    }

    @Test
    void rights_on_tables_columns_and_other_schemas_do_not_count() {
        assertThat(
                        missing(
                                "GRANT USAGE ON *.* TO `o`@`%`",
                                "GRANT SELECT, TRIGGER ON `erp_main`.`party` TO `o`@`%`",
                                "GRANT SELECT (`id`) ON `erp_main`.`party` TO `o`@`%`",
                                "GRANT `backup`@`%` TO `o`@`%`"))
                .containsExactly("SELECT", "SHOW VIEW", "TRIGGER", "EVENT", "EXECUTE");
    }

    @Test
    void what_is_revoked_on_the_schema_is_missing() {
        assertThat(
                        missing(
                                "GRANT " + FOUR + ", EXECUTE ON *.* TO `o`@`%`",
                                "REVOKE EVENT ON `erp_main`.* FROM `o`@`%`"))
                .containsExactly("EVENT");
    }

    private static List<String> missing(String... grants) {
        return ReadRights.of(List.of(grants), "erp_main").missing();
    }
}
