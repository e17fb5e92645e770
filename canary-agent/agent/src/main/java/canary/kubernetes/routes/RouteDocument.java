package canary.kubernetes.routes;

import canary.mesh.Split;

import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whole objects of a split, as YAML to apply.
 *
 * @param app name of the object and the Service
 * @param host that users ask for
 */
public record RouteDocument(String app, String host) {

    /** The Service's port {@code http}. */
    private static final int PORT = 80;

    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                    .disable(YAMLWriteFeature.SPLIT_LINES)
                    .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                    .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .enable(YAMLWriteFeature.INDENT_ARRAYS_WITH_INDICATOR)
                    .build();

    /** A VirtualService, bound to the app's gateway and to the mesh. */
    public String virtualService(Split split) {
        String gateway = app + "-gateway";
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("hosts", List.of(host, app));
        spec.put("gateways", List.of(gateway, "mesh"));
        spec.put("http", new SplitRoutes(app, List.of(gateway)).of(split));
        return document(RouteObjects.VIRTUAL_SERVICE.group(), "VirtualService", spec);
    }

    /** An HTTPRoute of the app's gateway. */
    public String httpRoute(Split split) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("parentRefs", List.of(Map.of("name", app + "-gateway")));
        spec.put("hostnames", List.of(host));
        spec.put("rules", RouteRules.of(app, PORT, split));
        return document(RouteObjects.HTTP_ROUTE.group(), "HTTPRoute", spec);
    }

    private String document(String group, String kind, Map<String, Object> spec) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", app);
        metadata.put("labels", Map.of("app", app));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", group + "/v1");
        document.put("kind", kind);
        document.put("metadata", metadata);
        document.put("spec", spec);
        return YAML.writeValueAsString(document);
    }
}
