package canary.kubernetes.api;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON patch (RFC 6902): what it does not name stays as somebody else wrote it. */
public final class JsonPatch {

    /** How a patch of this kind is sent. */
    public static final PatchContext CONTEXT = PatchContext.of(PatchType.JSON);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<Map<String, Object>> operations = new ArrayList<>();

    /** Nothing of the patch is done unless this is so. */
    public JsonPatch test(String path, Object value) {
        return with("test", path, value);
    }

    public JsonPatch add(String path, Object value) {
        return with("add", path, value);
    }

    public JsonPatch replace(String path, Object value) {
        return with("replace", path, value);
    }

    public JsonPatch remove(String path) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("op", "remove");
        operation.put("path", path);
        operations.add(operation);
        return this;
    }

    private JsonPatch with(String op, String path, Object value) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("op", op);
        operation.put("path", path);
        operation.put("value", value);
        operations.add(operation);
        return this;
    }

    public boolean isEmpty() {
        return operations.isEmpty();
    }

    /** One step of a path, with what has a meaning there written otherwise. */
    public static String step(String key) {
        return "/" + key.replace("~", "~0").replace("/", "~1");
    }

    /** As it is sent. */
    public String text() {
        return JSON.writeValueAsString(operations);
    }
}
