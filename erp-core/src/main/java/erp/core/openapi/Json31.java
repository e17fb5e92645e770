package erp.core.openapi;

import java.util.LinkedHashMap;
import java.util.Map;

/** JSON objects in the order they are written down. */
final class Json31 {
    private Json31() {}

    /** Names and values in turn. */
    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    static Map<String, Object> ref(String kind, String name) {
        return object("$ref", "#/components/" + kind + "/" + name);
    }
}
