package canary.router;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts distinct users by a hash of their id. Two users share a 64-bit hash about never; beyond
 * the limit the count stays, because memory is bounded.
 */
final class Users {

    private static final int MOST = 200_000;
    private static final long PRIME = 0x100000001b3L;
    private static final long OFFSET = 0xcbf29ce484222325L;

    private final Set<Long> seen = ConcurrentHashMap.newKeySet();

    void saw(String subject) {
        Long hash = hash(subject);
        if (!seen.contains(hash) && seen.size() < MOST) {
            seen.add(hash);
        }
    }

    boolean has(String subject) {
        return seen.contains(hash(subject));
    }

    int count() {
        return seen.size();
    }

    /** FNV-1a over the characters (Fowler, Noll and Vo). */
    static long hash(String text) {
        long hash = OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return hash;
    }
}
