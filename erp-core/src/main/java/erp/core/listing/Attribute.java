package erp.core.listing;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodType;
import java.lang.reflect.Field;

/**
 * An attribute of an entity. It is looked for where a list is declared, so that a wrong one is told
 * when the server starts.
 *
 * @param type as an object: {@code Integer} of an {@code int}
 */
record Attribute(String path, Class<?> type, boolean nullable) {
    /**
     * @param path {@code orderDate}, or {@code number.value} inside of what is embedded
     */
    static Attribute of(Class<?> entity, String path) {
        Class<?> type = entity;
        boolean nullable = false;
        for (String step : path.split("\\.")) {
            Field field = field(type, step);
            nullable |= field.getAnnotatedType().isAnnotationPresent(Nullable.class);
            type = field.getType();
        }
        return new Attribute(path, MethodType.methodType(type).wrap().returnType(), nullable);
    }

    private static Field field(Class<?> entity, String name) {
        for (Class<?> owner = entity; owner != null; owner = owner.getSuperclass()) {
            for (Field field : owner.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
        }
        throw new IllegalStateException(entity.getSimpleName() + " has no attribute " + name);
    }
}
