package canary.kubernetes.store;

import canary.agent.io.KeptRelease.Report;
import canary.kubernetes.api.KubernetesApi;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The newest report of a release, for those who look from elsewhere. */
final class PublishedReport {

    /** Both together stay below what a ConfigMap holds. */
    static final int MARKDOWN_BYTES = 300 << 10;

    static final int JSON_BYTES = 600 << 10;

    private static final String MARKDOWN = "report.md";
    private static final String JSON = "report.json";
    private static final int TRIES = 3;
    private static final JsonMapper JSON_MAPPER = JsonMapper.shared();

    private PublishedReport() {}

    static Report of(Map<String, String> data) {
        return new Report(data.getOrDefault(MARKDOWN, ""), data.getOrDefault(JSON, ""));
    }

    /** The agent alone writes it, so the newest wins. */
    static void put(KubeObjects<ConfigMap> maps, ReleaseId id, String markdown, String json) {
        Map<String, String> data = Map.of(MARKDOWN, markdown(markdown), JSON, json(id, json));
        String name = ReleaseNames.report(id.release());
        for (int attempt = 0; attempt < TRIES; attempt++) {
            ConfigMap found = maps.find(name).orElse(null);
            ConfigMap next =
                    (found == null ? new ConfigMapBuilder() : new ConfigMapBuilder(found))
                            .editOrNewMetadata()
                            .withName(name)
                            .addToLabels(id.labels(ReleaseNames.Part.REPORT))
                            .endMetadata()
                            .withData(data)
                            .build();
            Optional<ConfigMap> put = found == null ? maps.create(next) : maps.replace(next);
            if (put.isPresent()) {
                return;
            }
        }
        throw KubernetesApi.failure("ConfigMap %s is being written by others".formatted(name));
    }

    private static String markdown(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MARKDOWN_BYTES) {
            return text;
        }
        String head = new String(bytes, 0, MARKDOWN_BYTES - 400, StandardCharsets.UTF_8);
        return head.substring(0, head.lastIndexOf('\n') + 1)
                + "\nCut here: %s.\n".formatted(cut(bytes.length, MARKDOWN_BYTES));
    }

    private static String json(ReleaseId id, String text) {
        int bytes = size(text);
        if (bytes <= JSON_BYTES) {
            return text;
        }
        String brokenOnly = withoutSoundDocuments(text);
        return size(brokenOnly) <= JSON_BYTES
                ? brokenOnly
                : JSON_MAPPER.writeValueAsString(
                        Map.of("release", id.release(), "cut", cut(bytes, JSON_BYTES)));
    }

    /** Of what the canary wrote only what breaks a rule, which is what somebody must look at. */
    static String withoutSoundDocuments(String text) {
        JsonNode report = JSON_MAPPER.readTree(text);
        if (report.path("blastRadius") instanceof ObjectNode radius
                && radius.path("documents") instanceof ArrayNode documents) {
            int all = documents.size();
            documents.removeIf(it -> it.path("broken").isEmpty());
            long before = radius.path("documentsLeftOut").asLong(0);
            radius.put("documentsLeftOut", before + all - documents.size());
        }
        return JSON_MAPPER.writeValueAsString(report);
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String cut(int bytes, int most) {
        return ("the whole report has %d bytes, of which %d are kept here; the agent has it in its"
                        + " own directory")
                .formatted(bytes, most);
    }
}
