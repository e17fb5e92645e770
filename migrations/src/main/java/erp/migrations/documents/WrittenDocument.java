package erp.migrations.documents;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A document that a version created or changed, or whose rows it broke.
 *
 * @param company null when no history tells it
 * @param byCanary whether the history names the version; all else of a document that breaks a rule
 *     without that is of others' history
 * @param users who did it
 * @param changes rows of history
 * @param firstAt null, as {@code lastAt}, when no history tells it
 * @param broken rules that it breaks, {@code I13}
 * @param builtOn what others made from it since, or did with it
 */
public record WrittenDocument(
        @Nullable UUID company,
        DocumentKey key,
        DocumentSketch sketch,
        boolean byCanary,
        List<String> users,
        long changes,
        @Nullable Instant firstAt,
        @Nullable Instant lastAt,
        List<String> broken,
        List<Successor> builtOn) {

    /**
     * Made from a document, or done with it.
     *
     * @param version that did it
     */
    public record Successor(DocumentKey key, DocumentSketch sketch, String version) {

        public String name() {
            return key.name(sketch);
        }
    }

    public WrittenDocument {
        users = List.copyOf(users);
        broken = List.copyOf(broken);
        builtOn = List.copyOf(builtOn);
    }

    public boolean breaksRules() {
        return !broken.isEmpty();
    }

    public String name() {
        return key.name(sketch);
    }
}
