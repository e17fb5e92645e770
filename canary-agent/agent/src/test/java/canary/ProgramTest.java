package canary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class ProgramTest {
    private static final String PATH = "/usr/bin/canary-agent";

    @Test
    void takes_the_words_after_the_path_that_the_kernel_adds() {
        assertThat(Program.words(List.of(PATH, "release", "status")))
                .containsExactly("release", "status");
        assertThat(Program.words(List.of(PATH))).isEmpty();
        assertThat(Program.words(List.of())).isEmpty();
    }

    @Test
    void takes_its_own_name_once_where_the_caller_wrote_it() {
        assertThat(Program.words(List.of(PATH, "canary-agent", "release")))
                .containsExactly("release");
        assertThat(Program.words(List.of(PATH, "canary-agent", "canary-agent")))
                .containsExactly("canary-agent");
        assertThat(Program.words(List.of(PATH, "release", "canary-agent")))
                .containsExactly("release", "canary-agent");
    }
}
