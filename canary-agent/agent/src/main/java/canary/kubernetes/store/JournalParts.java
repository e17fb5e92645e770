package canary.kubernetes.store;

import canary.journal.JournalException;

import io.fabric8.kubernetes.api.model.ConfigMap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A journal as ConfigMaps: each line under the number of bytes before it, so that a line that is
 * missing or there twice is seen.
 */
final class JournalParts {

    private JournalParts() {}

    /** Where a line lies. */
    static String key(long bytesBefore) {
        return "%012d".formatted(bytesBefore);
    }

    static SortedMap<String, String> lines(ConfigMap part) {
        Map<String, String> data = part.getData();
        return data == null ? new TreeMap<>() : new TreeMap<>(data);
    }

    static long bytes(Map<String, String> lines) {
        return lines.values().stream().mapToLong(JournalParts::bytes).sum();
    }

    static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Parts in their order; throws {@link JournalException} where one is missing. */
    static List<ConfigMap> inOrder(String release, List<ConfigMap> found) {
        Map<String, ConfigMap> byName = new TreeMap<>();
        found.forEach(part -> byName.put(part.getMetadata().getName(), part));
        for (int number = 1; number <= byName.size(); number++) {
            if (!byName.containsKey(ReleaseNames.journal(release, number))) {
                throw new JournalException(
                        "ConfigMap %s is missing, and a later part of the journal is there"
                                .formatted(ReleaseNames.journal(release, number)));
            }
        }
        return List.copyOf(byName.values());
    }

    /** All lines; throws {@link JournalException} where one is missing. */
    static byte[] join(List<ConfigMap> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (ConfigMap part : parts) {
            lines(part)
                    .forEach(
                            (key, line) -> {
                                if (!key.equals(key(all.size()))) {
                                    throw new JournalException(
                                            "ConfigMap %s has a line at byte %s where byte %d should be"
                                                    .formatted(
                                                            part.getMetadata().getName(),
                                                            key,
                                                            all.size()));
                                }
                                all.writeBytes(line.getBytes(StandardCharsets.UTF_8));
                            });
        }
        return all.toByteArray();
    }

    static String annotation(ConfigMap object, String name) {
        return Optional.ofNullable(object.getMetadata().getAnnotations())
                .map(all -> all.get(name))
                .orElse("");
    }
}
