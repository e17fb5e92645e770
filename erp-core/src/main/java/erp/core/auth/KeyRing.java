package erp.core.auth;

import org.jspecify.annotations.Nullable;

import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The keys as they were at one moment, oldest first. Pure: what a key is for follows from time. */
record KeyRing(List<Entry> entries, Instant readAt) {
    /** How long a key still verifies after its successor took over, beside a token's lifetime. */
    static final Duration MARGIN = Duration.ofMinutes(5);

    /**
     * @param retiredAt when the next one takes over signing, or null for the newest
     */
    record Entry(SigningKey row, RSAPublicKey key, @Nullable Instant retiredAt) {
        String kid() {
            return row.getKid();
        }

        boolean verifies(Instant now, Duration lifetime) {
            return retiredAt == null || now.isBefore(retiredAt.plus(lifetime).plus(MARGIN));
        }
    }

    KeyRing {
        entries = List.copyOf(entries);
    }

    /** Of rows in the order of their generations. */
    static KeyRing of(List<SigningKey> rows, Instant now) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Instant retiredAt = i + 1 < rows.size() ? rows.get(i + 1).getActiveAt() : null;
            entries.add(new Entry(rows.get(i), rows.get(i).open(), retiredAt));
        }
        return new KeyRing(entries, now);
    }

    /** The newest one whose time has come. */
    Entry signing(Instant now) {
        return entries.reversed().stream()
                .filter(entry -> !entry.row().getActiveAt().isAfter(now))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("core_signing_key has no active key"));
    }

    @Nullable Entry verifying(String kid, Instant now, Duration lifetime) {
        for (Entry entry : entries) {
            if (entry.kid().equals(kid) && entry.verifies(now, lifetime)) {
                return entry;
            }
        }
        return null;
    }

    /** What a verifier elsewhere should know now, those about to sign included. */
    List<Entry> published(Instant now, Duration lifetime) {
        return entries.stream().filter(entry -> entry.verifies(now, lifetime)).toList();
    }
}
