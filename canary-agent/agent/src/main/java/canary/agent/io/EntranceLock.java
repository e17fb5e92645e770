package canary.agent.io;

import canary.files.LockFile;
import canary.files.WholeFile;
import canary.plan.Plan;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32C;

/**
 * Held by the one release of this machine that works on an entrance: two would fight over its
 * traffic, whatever they are called and wherever they are kept. Entrance and control port are both
 * taken, since plans may name one of them alike.
 */
public final class EntranceLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EntranceLock.class);

    private final List<LockFile> held;

    private EntranceLock(List<LockFile> held) {
        this.held = held;
    }

    /** Where all agents of a machine look. */
    public static Path place() {
        return Path.of(System.getProperty("java.io.tmpdir", "/tmp"), "canary-agent.locks");
    }

    /**
     * Takes the entrance of a plan. Where locks cannot be made at all nothing is held: a disk that
     * is full or read-only must not keep anybody from a rollback. Throws {@link
     * EntranceTakenException} where another release holds it.
     */
    public static EntranceLock take(Path place, Plan plan, ReleaseDirectory directory) {
        List<LockFile> held = new ArrayList<>();
        for (String name : names(plan)) {
            try {
                Files.createDirectories(place);
                Optional<LockFile> lock = LockFile.take(place.resolve(file(name)));
                if (lock.isEmpty()) {
                    release(held);
                    throw new EntranceTakenException(sentence(place, name));
                }
                held.add(lock.get());
                WholeFile.write(place.resolve(file(name) + ".holder"), holder(plan, directory));
            } catch (IOException e) {
                LOG.warn("event=entrance_not_locked entrance={} cause={}", name, e.toString());
            }
        }
        return new EntranceLock(held);
    }

    private static String holder(Plan plan, ReleaseDirectory directory) {
        return "release %s (process %d, kept in %s)"
                .formatted(
                        plan.release(),
                        ProcessHandle.current().pid(),
                        directory.path().toAbsolutePath());
    }

    private static String sentence(Path place, String name) {
        String holder;
        try {
            holder = Files.readString(place.resolve(file(name) + ".holder"));
        } catch (IOException e) {
            holder = "another release";
        }
        return "%s is under way at %s: two releases would fight over its traffic; wait for its end"
                .formatted(holder, name);
    }

    private static Set<String> names(Plan plan) {
        Set<String> names = new TreeSet<>();
        Plan.Local local = plan.local();
        if (local != null) {
            names.add(name(local.entrance()));
            names.add(name(local.control()));
        }
        return names;
    }

    /** One name for all ways of writing an address of this machine. */
    private static String name(URI uri) {
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
        return (isLoopback(host) ? "127.0.0.1" : host) + ":" + port;
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String file(String name) {
        CRC32C sum = new CRC32C();
        sum.update(name.getBytes(StandardCharsets.UTF_8));
        return name.replaceAll("[^a-z0-9.]", "_")
                + "-"
                + HexFormat.of().toHexDigits((int) sum.getValue())
                + ".lock";
    }

    private static void release(List<LockFile> held) {
        for (LockFile lock : held) {
            try {
                lock.close();
            } catch (IOException e) {
                LOG.warn("event=entrance_not_released cause={}", e.toString());
            }
        }
    }

    @Override
    public void close() {
        release(held);
    }
}
