package erp.core.settings;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Settings in YAML: nested names join to the environment's name, so {@code http: {port: 80}} is
 * {@code ERP_HTTP_PORT}. Camel case, dots and dashes join as nesting does.
 */
final class SettingsFile {
    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .build();

    private SettingsFile() {}

    static void read(
            Path file,
            Map<String, Key<?>> known,
            Map<String, String> given,
            List<String> problems) {
        if (!Files.isReadable(file)) {
            problems.add("%s names %s, which cannot be read".formatted(Settings.FILE, file));
            return;
        }
        try {
            JsonNode root = YAML.readTree(file.toFile());
            if (root.isObject()) {
                flatten("ERP", "", root, file, known, given, problems);
            } else if (!root.isMissingNode() && !root.isNull()) {
                problems.add(file + " must hold names and values");
            }
        } catch (JacksonException e) {
            problems.add("%s is no YAML: %s".formatted(file, firstLine(e.getOriginalMessage())));
        }
    }

    private static void flatten(
            String name,
            String path,
            JsonNode node,
            Path file,
            Map<String, Key<?>> known,
            Map<String, String> given,
            List<String> problems) {
        node.forEachEntry(
                (child, value) -> {
                    String longer = name + "_" + upper(child);
                    String where = path.isEmpty() ? child : path + "." + child;
                    if (value.isObject()) {
                        flatten(longer, where, value, file, known, given, problems);
                    } else if (!known.containsKey(longer)) {
                        problems.add(
                                "%s: %s is not known%s"
                                        .formatted(
                                                file,
                                                where,
                                                Nearest.pathHint(longer, known.keySet())));
                    } else if (!value.isValueNode() || value.isNull()) {
                        problems.add("%s: %s must be one value".formatted(file, where));
                    } else {
                        given.put(longer, value.asString());
                    }
                });
    }

    private static String upper(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                .replace('-', '_')
                .replace('.', '_')
                .toUpperCase(Locale.ROOT);
    }

    private static String firstLine(String text) {
        return text == null ? "" : text.lines().findFirst().orElse("");
    }
}
