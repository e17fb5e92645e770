package erp.core.ops;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import javax.sql.DataSource;

/**
 * Whether the database takes writes. It costs nothing until a write is refused for want of room, or
 * because the database is read-only; then a write of some size is tried until it succeeds.
 */
final class StorageCheck implements Supplier<String> {
    /** Not at once: where little room is left, small writes succeed between large ones. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    /** Larger than what was freed by chance. What is written stays, so that a file must grow. */
    private static final int PROBE_BYTES = 1 << 20;

    private final DataSource probe;
    private final Supplier<@Nullable WriteRefusal> last;
    private final LongSupplier nanos;
    private @Nullable WriteRefusal mended;

    StorageCheck(DataSource probe, Supplier<@Nullable WriteRefusal> last, LongSupplier nanos) {
        this.probe = probe;
        this.last = last;
        this.nanos = nanos;
    }

    @Override
    public synchronized String get() {
        WriteRefusal refusal = last.get();
        if (refusal == null || refusal.equals(mended)) {
            return "";
        }
        if (nanos.getAsLong() - refusal.nanos() < QUIET.toNanos()) {
            return refusal.why();
        }
        try (Connection connection = probe.getConnection()) {
            write(connection);
            mended = refusal;
            return "";
        } catch (SQLException e) {
            return refusal.why() + " (" + Health.line(e) + ")";
        }
    }

    private static void write(Connection connection) throws SQLException {
        byte[] noise = new byte[PROBE_BYTES]; // nothing that a database could compress
        ThreadLocalRandom.current().nextBytes(noise);
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into core_storage_probe (probed_at, filler)"
                                + " values (utc_timestamp(6), ?)")) {
            insert.setBytes(1, noise);
            insert.executeUpdate();
        }
        try (PreparedStatement forget =
                connection.prepareStatement(
                        "delete from core_storage_probe where probed_at <"
                                + " utc_timestamp(6) - interval 30 day")) {
            forget.executeUpdate();
        }
    }
}
