package erp.core.listing;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The members of a record that callers see, and the record with some of them only. */
final class Members {
    private final Map<String, Method> accessors = new LinkedHashMap<>();

    Members(Class<?> view) {
        if (!view.isRecord()) {
            throw new IllegalStateException(view + " is no record");
        }
        for (RecordComponent component : view.getRecordComponents()) {
            component.getAccessor().setAccessible(true);
            accessors.put(component.getName(), component.getAccessor());
        }
    }

    Set<String> names() {
        return Collections.unmodifiableSet(accessors.keySet());
    }

    /** In the order of the record, whatever the order of names. */
    List<Map<String, @Nullable Object>> only(Set<String> names, Collection<?> views) {
        return views.stream().map(view -> only(names, view)).toList();
    }

    private Map<String, @Nullable Object> only(Set<String> names, Object view) {
        Map<String, @Nullable Object> some = new LinkedHashMap<>();
        accessors.forEach(
                (name, accessor) -> {
                    if (names.contains(name)) {
                        some.put(name, value(accessor, view));
                    }
                });
        return some;
    }

    private static @Nullable Object value(Method accessor, Object view) {
        try {
            return accessor.invoke(view);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
