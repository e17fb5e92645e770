package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class ProgramTest {
    private static final String PATH = "/usr/bin/erp-server";

    @Test
    void takes_the_words_after_the_path_that_the_kernel_adds() {
        assertThat(Program.words(List.of(PATH, "db", "status"))).containsExactly("db", "status");
        assertThat(Program.words(List.of(PATH))).isEmpty();
        assertThat(Program.words(List.of())).isEmpty();
    }

    @Test
    void takes_its_own_name_once_where_the_caller_wrote_it() {
        assertThat(Program.words(List.of(PATH, "erp-server", "serve"))).containsExactly("serve");
        assertThat(Program.words(List.of(PATH, "erp-server", "erp-server")))
                .containsExactly("erp-server");
        assertThat(Program.words(List.of(PATH, "db", "erp-server")))
                .containsExactly("db", "erp-server");
    }
}
