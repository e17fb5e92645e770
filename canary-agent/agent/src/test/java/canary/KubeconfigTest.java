package canary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** What a terminal says whose kubeconfig is of no use: one line that names it. */
class KubeconfigTest {

    private static final String PROPERTY = "kubeconfig";

    @TempDir Path directory;
    private final PrintStream before = System.err;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final String propertyBefore = System.getProperty(PROPERTY);

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void leave() {
        System.setErr(before);
        if (propertyBefore == null) {
            System.clearProperty(PROPERTY);
        } else {
            System.setProperty(PROPERTY, propertyBefore);
        }
    }

    @Test
    void a_certificate_that_is_missing_is_named_with_the_kubeconfig() throws IOException {
        Path file = kubeconfig("https://127.0.0.1:1", ", certificate-authority: no-such.crt");
        assertThat(status(file)).isEqualTo(1);
        assertThat(line())
                .startsWith("kubeconfig " + file + " cannot be used: there is no file ")
                .contains("no-such.crt");
    }

    @Test
    void a_kubeconfig_that_is_no_yaml_is_named() throws IOException {
        Path file = Files.writeString(directory.resolve("bad"), "kind: [Config\n  : {{");
        assertThat(status(file)).isEqualTo(1);
        assertThat(line())
                .startsWith("kubeconfig " + file + " cannot be used: ")
                .contains("line 2, column");
    }

    @Test
    void a_server_that_is_not_there_is_named_with_the_kubeconfig() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        Path file = kubeconfig("https://127.0.0.1:" + free, "");
        assertThat(status(file)).isEqualTo(1);
        assertThat(line())
                .contains("the API server does not answer: nobody accepts a connection there")
                .endsWith("(server https://127.0.0.1:%d/, kubeconfig %s)".formatted(free, file));
    }

    @Test
    void a_host_that_is_not_known_is_named_with_the_kubeconfig() throws IOException {
        Path file = kubeconfig("https://no-such-host.invalid", "");
        assertThat(status(file)).isEqualTo(1);
        assertThat(line())
                .contains("the API server does not answer: its host is not known")
                .contains("(server https://no-such-host.invalid/, kubeconfig ");
    }

    @Test
    void that_there_is_no_kubeconfig_is_told() {
        Path file = directory.resolve("none");
        assertThat(status(file)).isEqualTo(1);
        assertThat(line())
                .contains("the API server does not answer")
                .endsWith("as there is no kubeconfig " + file + " (KUBECONFIG names another))");
    }

    private Path kubeconfig(String server, String more) throws IOException {
        return Files.writeString(
                directory.resolve("kubeconfig"),
                """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "%s"%s}}]
                contexts: [{name: c, context: {cluster: c, user: u}}]
                current-context: c
                users: [{name: u, user: {token: x}}]
                """
                        .formatted(server, more));
    }

    private int status(Path file) {
        System.setProperty(PROPERTY, file.toString());
        return Main.run(List.of("release", "status", "--cluster"));
    }

    /** The only line that was said. */
    private String line() {
        List<String> lines = said.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(1);
        return Objects.requireNonNull(lines.getFirst());
    }
}
