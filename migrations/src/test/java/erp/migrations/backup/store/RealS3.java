package erp.migrations.backup.store;

import static org.junit.jupiter.api.Assumptions.abort;

import erp.migrations.embedded.ServerProcess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** S3Proxy, which {@code ops/bin/real-s3 fetch} brings, on a folder of the test. */
public final class RealS3 implements AutoCloseable {
    public static final String BUCKET = "kept";

    private static final String SCRIPT = "ops/bin/real-s3";

    private final Process process;
    private final int port;

    private RealS3(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Skips the test, with the reason, where there is none; with ERP_TEST_REQUIRE_S3=true it fails.
     */
    public static RealS3 start(Path folder) throws IOException {
        Path script = Path.of("").toAbsolutePath().getParent().resolve(SCRIPT);
        if (!Files.exists(cache())) {
            String why = "no S3 server is here: run " + SCRIPT + " fetch";
            if ("true".equals(System.getenv("ERP_TEST_REQUIRE_S3"))) {
                throw new IllegalStateException(why);
            }
            abort(why);
        }
        Files.createDirectories(folder.resolve("data").resolve(BUCKET));
        int port = ServerProcess.freePort();
        List<String> command = new ArrayList<>(ServerProcess.dieWithUs());
        command.addAll(
                List.of(
                        script.toString(),
                        "run",
                        String.valueOf(port),
                        folder.resolve("data").toString()));
        Path log = folder.resolve("s3.log");
        Process process = ServerProcess.launch(command, folder, log);
        while (process.isAlive() && !ServerProcess.isOpen(port)) {
            ServerProcess.pause(50);
        }
        if (!process.isAlive()) {
            throw new IllegalStateException("S3Proxy ended: " + Files.readString(log));
        }
        return new RealS3(process, port);
    }

    public Map<String, String> environment() {
        return Map.of(
                "ERP_S3_ENDPOINT",
                "http://127.0.0.1:" + port,
                "AWS_ACCESS_KEY_ID",
                "test",
                "AWS_SECRET_ACCESS_KEY",
                "test-secret");
    }

    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    private static Path cache() {
        String given = System.getenv("REAL_S3_CACHE");
        return given != null
                ? Path.of(given)
                : Path.of(System.getProperty("user.home"), ".cache", "real-s3");
    }
}
