package erp.core.auth;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers tokens that passed, by digest, so that a client's next request costs no signature. Two
 * generations bound it: when the young one is full it becomes the old one, and the old one is
 * dropped.
 */
final class VerifiedTokens {
    private final int capacity;
    private volatile Map<String, Entry> young = new ConcurrentHashMap<>();
    private volatile Map<String, Entry> old = Map.of();

    /**
     * @param kid the key that signed it: without the key the token does not count any more
     */
    record Entry(Identity identity, Instant expires, String kid) {}

    VerifiedTokens(int capacity) {
        this.capacity = capacity;
    }

    @Nullable Entry get(String token) {
        String key = key(token);
        Entry entry = young.get(key);
        if (entry == null) {
            entry = old.get(key);
            if (entry != null) {
                put(key, entry);
            }
        }
        return entry;
    }

    void remember(String token, Entry entry) {
        put(key(token), entry);
    }

    int size() {
        return young.size() + old.size();
    }

    private void put(String key, Entry entry) {
        if (young.size() >= capacity) {
            turn();
        }
        young.put(key, entry);
    }

    private synchronized void turn() {
        if (young.size() >= capacity) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
    }

    private static String key(String token) {
        return Base64.getEncoder()
                .encodeToString(Sha256.of(token.getBytes(StandardCharsets.US_ASCII)));
    }
}
