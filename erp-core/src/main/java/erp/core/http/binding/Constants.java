package erp.core.http.binding;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.LinkedHashMap;
import java.util.Map;

/** An enum's constants as the API writes them: as {@link JsonProperty} says, or by their name. */
public final class Constants {
    private Constants() {}

    /** In order of declaration. */
    public static Map<String, Object> of(Class<?> type) {
        Map<String, Object> written = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            written.put(written(type, ((Enum<?>) constant).name()), constant);
        }
        return written;
    }

    private static String written(Class<?> type, String name) {
        try {
            JsonProperty property = type.getField(name).getAnnotation(JsonProperty.class);
            return property == null ? name : property.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }
}
