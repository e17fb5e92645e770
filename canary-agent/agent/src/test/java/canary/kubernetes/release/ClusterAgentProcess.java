package canary.kubernetes.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The agent's command line as a process of its own, with the rights of the agent's account. */
final class ClusterAgentProcess implements AutoCloseable {

    private static final long LIMIT_SECONDS = 240;

    private final Process process;
    private final Path out;

    private ClusterAgentProcess(Process process, Path out) {
        this.process = process;
        this.out = out;
    }

    /**
     * Starts a program of this class path.
     *
     * @param data where it keeps what only it needs
     */
    static ClusterAgentProcess start(
            Path kubeconfig, Path data, Class<?> program, String... words) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                program.getName()));
        command.addAll(List.of(words));
        ProcessBuilder agent = new ProcessBuilder(command);
        agent.environment().put("KUBECONFIG", kubeconfig.toString());
        agent.environment().put("ERP_DATA_DIR", data.toString());
        try {
            Files.createDirectories(data);
            Path out = data.resolve("agent.out");
            return new ClusterAgentProcess(
                    agent.redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()))
                            .start(),
                    out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The exit code. */
    int await() {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the agent does not end:\n" + said());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As the kernel does it that lacks memory. */
    void kill() {
        process.destroyForcibly();
        await();
    }

    String said() {
        try {
            return Files.readString(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
