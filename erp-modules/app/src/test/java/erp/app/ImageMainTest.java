package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class ImageMainTest {
    private static final String PATH = "/usr/bin/erp-server";

    @Test
    void takes_the_words_after_the_path_that_the_kernel_adds() {
        assertThat(ImageMain.words(List.of(PATH, "db", "status"))).containsExactly("db", "status");
        assertThat(ImageMain.words(List.of(PATH))).isEmpty();
        assertThat(ImageMain.words(List.of())).isEmpty();
    }

    @Test
    void takes_its_own_name_once_where_the_caller_wrote_it() {
        assertThat(ImageMain.words(List.of(PATH, "erp-server", "serve"))).containsExactly("serve");
        assertThat(ImageMain.words(List.of(PATH, "erp-server", "erp-server")))
                .containsExactly("erp-server");
        assertThat(ImageMain.words(List.of(PATH, "db", "erp-server")))
                .containsExactly("db", "erp-server");
    }
}
