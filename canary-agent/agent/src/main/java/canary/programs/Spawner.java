package canary.programs;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Starts programs that cannot outlive us: each in a session of its own, so that the terminal's
 * Ctrl-C reaches only us and we stop them in order, and with a signal from the kernel when we are
 * killed. That signal comes when the <em>thread</em> that started them ends, so one thread starts
 * all and lives as long as they do.
 */
public final class Spawner implements AutoCloseable {

    private static final Set<String> INHERITED = Set.of("ERP_JAVA_HOME", "ERP_DATA_DIR");
    private static final long CHECK_SECONDS = 5;

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon(true).name("spawner").factory());
    private final List<String> prefix;

    public Spawner() {
        List<String> wrappers = new ArrayList<>();
        if (works("setsid", "true")) {
            wrappers.add("setsid");
        }
        if (works("setpriv", "--pdeathsig", "TERM", "true")) {
            wrappers.addAll(List.of("setpriv", "--pdeathsig", "TERM"));
        }
        prefix = List.copyOf(wrappers);
    }

    /** Starts the program; fails with {@link IOException} where it cannot be started. */
    public Process start(List<String> command, Map<String, String> environment, File log)
            throws IOException {
        List<String> line = new ArrayList<>(prefix);
        line.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(line)
                        .redirectErrorStream(true)
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        Map<String, String> all = builder.environment();
        // Settings meant for us would configure, or be refused by, each server that we start.
        all.keySet().removeIf(name -> name.startsWith("ERP_") && !INHERITED.contains(name));
        all.putAll(environment);
        try {
            return thread.submit(builder::start).get();
        } catch (ExecutionException e) {
            throw new IOException(String.join(" ", command) + " cannot be started", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }

    private static boolean works(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(CHECK_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
