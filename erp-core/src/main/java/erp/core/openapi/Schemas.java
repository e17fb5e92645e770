package erp.core.openapi;

import static erp.core.openapi.Json31.object;

import com.fasterxml.jackson.annotation.JsonInclude;

import erp.core.http.binding.Constants;
import erp.core.openapi.Patterns.Sign;
import erp.core.value.Decimals;
import erp.core.value.Money;
import erp.core.value.MultiLine;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** JSON schemas of the types that go in and out. */
final class Schemas {
    private static final Set<Class<?>> SIGNED =
            Set.of(Money.class, Quantity.class, UnitPrice.class);
    private static final int DIGITS = 12;
    static final int PLACES = 6;

    private final Chapters chapters;
    private final Map<String, Object> named = new TreeMap<>();
    private final Map<String, Class<?>> owners = new TreeMap<>();

    /**
     * Whether it is about what is read: that may say less than what is answered, and is checked.
     */
    private boolean reading;

    Schemas(Chapters chapters) {
        this.chapters = chapters;
    }

    /** The schema of what is read of a caller. */
    Map<String, Object> read(Class<?> type) {
        reading = true;
        try {
            Map<String, Object> schema = of(type);
            if (type == String.class) {
                schema.put("pattern", Patterns.text(false));
            }
            return schema;
        } finally {
            reading = false;
        }
    }

    /** Every schema that others refer to. */
    Map<String, Object> named() {
        return named;
    }

    Map<String, Object> of(Type type) {
        if (type instanceof Class<?> plain) {
            return of(plain);
        } else if (type instanceof ParameterizedType generic) {
            return generic((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
        }
        throw new IllegalStateException("no schema for " + type);
    }

    private Map<String, Object> generic(Class<?> raw, Type[] arguments) {
        if (Map.class.isAssignableFrom(raw)) {
            return object("type", "object", "additionalProperties", of(arguments[1]));
        } else if (Set.class.isAssignableFrom(raw)) {
            return object("type", "array", "uniqueItems", true, "items", of(arguments[0]));
        } else if (Collection.class.isAssignableFrom(raw)) {
            return object("type", "array", "items", of(arguments[0]));
        }
        throw new IllegalStateException("no schema for " + raw);
    }

    private Map<String, Object> of(Class<?> type) {
        if (type == String.class) {
            return object("type", "string");
        } else if (type == UUID.class) {
            return object("type", "string", "format", "uuid");
        } else if (type == LocalDate.class) {
            return reading
                    ? object("type", "string", "format", "date", "pattern", Patterns.DATE)
                    : object("type", "string", "format", "date");
        } else if (type == Instant.class) {
            return object("type", "string", "format", "date-time");
        } else if (type == BigDecimal.class) {
            return object(
                    "type",
                    "string",
                    "pattern",
                    Patterns.decimal(Sign.ANY, Decimals.DIGITS, Decimals.PLACES),
                    "examples",
                    List.of("1.25"));
        } else if (type == Currency.class) {
            named.computeIfAbsent("Currency", _ -> currency());
            return Json31.ref("schemas", "Currency");
        } else if (type == int.class || type == Integer.class) {
            return object("type", "integer", "format", "int32");
        } else if (type == long.class || type == Long.class) {
            return object("type", "integer", "format", "int64");
        } else if (type == boolean.class || type == Boolean.class) {
            return object("type", "boolean");
        } else if (type == Object.class || type == JsonNode.class) {
            return object();
        } else if (Map.class.isAssignableFrom(type)) {
            return object("type", "object");
        } else if (type.isEnum() && type.getPackageName().startsWith("java.")) {
            return definition(type); // of no module, so it has no name of its own
        }
        return reference(type);
    }

    private Map<String, Object> reference(Class<?> type) {
        String name = name(type);
        if (owners.putIfAbsent(name, type) == null) {
            named.put(name, object()); // so that a record may hold itself
            named.put(name, definition(type));
        }
        return Json31.ref("schemas", name);
    }

    private Map<String, Object> definition(Class<?> type) {
        if (SIGNED.contains(type)) {
            return signed(type, Sign.ANY);
        } else if (type.isEnum()) {
            return object("type", "string", "enum", List.copyOf(Constants.of(type).keySet()));
        } else if (type.isRecord()) {
            return record(type);
        }
        throw new IllegalStateException("no schema for " + type);
    }

    /** The schema of a value, of values of that sign alone: decimals are texts to JSON Schema. */
    Map<String, Object> signed(Sign sign, Map<String, Object> schema) {
        if (!(schema.get("$ref") instanceof String ref)) {
            schema.put("pattern", Patterns.decimal(sign, Decimals.DIGITS, Decimals.PLACES));
            return schema;
        }
        String plain = ref.substring(ref.lastIndexOf('/') + 1);
        Class<?> type = Objects.requireNonNull(owners.get(plain));
        String name = sign.name + plain;
        if (owners.putIfAbsent(name, type) == null) {
            named.put(name, signed(type, sign));
        }
        return Json31.ref("schemas", name);
    }

    private Map<String, Object> signed(Class<?> type, Sign sign) {
        if (type == Money.class) {
            return money(sign);
        } else if (type == Quantity.class) {
            return decimal(sign, "So much of an item, in its base unit.", "2.5");
        }
        return decimal(sign, "A price for one base unit, in the document's currency.", "19.99");
    }

    private Map<String, Object> record(Class<?> type) {
        Map<String, Object> properties = object();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            AnnotatedType annotated = component.getAnnotatedType();
            boolean nullable = annotated.isAnnotationPresent(Nullable.class);
            Map<String, Object> schema = of(component.getGenericType());
            if (reading) {
                text(annotated, schema);
                schema = Constraints.of(component.getAccessor().getAnnotations(), schema, this);
                elements(annotated, schema);
            }
            // A list can be left out of what is read, but it is not null there.
            boolean orNull = nullable && !(reading && "array".equals(schema.get("type")));
            properties.put(component.getName(), orNull ? orNull(schema) : schema);
            if (!nullable && !component.getAccessor().isAnnotationPresent(JsonInclude.class)) {
                required.add(component.getName());
            }
        }
        Map<String, Object> schema = object("type", "object", "properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    @SuppressWarnings("unchecked") // an array's items are a schema of ours
    private void elements(AnnotatedType type, Map<String, Object> schema) {
        if (type instanceof AnnotatedParameterizedType generic
                && schema.get("items") instanceof Map<?, ?> items) {
            AnnotatedType element = generic.getAnnotatedActualTypeArguments()[0];
            text(element, (Map<String, Object>) items);
            schema.put(
                    "items",
                    Constraints.of(element.getAnnotations(), (Map<String, Object>) items, this));
        }
    }

    private static void text(AnnotatedType type, Map<String, Object> schema) {
        if (type.getType() == String.class) {
            boolean manyLines = type.isAnnotationPresent(MultiLine.class);
            schema.put("pattern", Patterns.text(manyLines));
        }
    }

    private static Map<String, Object> orNull(Map<String, Object> schema) {
        if (schema.get("type") instanceof String type) {
            schema.put("type", List.of(type, "null"));
            return schema;
        }
        return schema.isEmpty() ? schema : object("anyOf", List.of(schema, object("type", "null")));
    }

    private static Map<String, Object> currency() {
        return object(
                "type",
                "string",
                "description",
                "Code of a currency (ISO 4217) that has a minor unit.",
                "enum",
                Currency.getAvailableCurrencies().stream()
                        .filter(it -> it.getDefaultFractionDigits() >= 0)
                        .map(Currency::getCurrencyCode)
                        .sorted()
                        .toList(),
                "examples",
                List.of("EUR"));
    }

    private Map<String, Object> money(Sign sign) {
        return object(
                "type",
                "object",
                "description",
                "An amount with exactly as many decimal places as its currency has, at most.",
                "properties",
                object(
                        "amount",
                        object("type", "string", "pattern", Patterns.decimal(sign, 13, 4)),
                        "currency",
                        of(Currency.class)),
                "required",
                List.of("amount", "currency"),
                "additionalProperties",
                false,
                "examples",
                List.of(object("amount", "12.50", "currency", "EUR")));
    }

    private static Map<String, Object> decimal(Sign sign, String description, String example) {
        return object(
                "type",
                "string",
                "description",
                description + " At most six decimal places.",
                "pattern",
                Patterns.decimal(sign, DIGITS, PLACES),
                "examples",
                List.of(example));
    }

    /** {@code SalesOrderView}; with the class around it where a module has two of the name. */
    private String name(Class<?> type) {
        String module = chapters.prefix(type);
        String prefix =
                module.isEmpty()
                        ? ""
                        : module.substring(0, 1).toUpperCase(Locale.ROOT) + module.substring(1);
        String simple = type.getSimpleName();
        String name = simple.startsWith(prefix) ? simple : prefix + simple;
        Class<?> owner = owners.get(name);
        Class<?> outer = type.getEnclosingClass();
        return owner == null || owner == type || outer == null
                ? name
                : outer.getSimpleName() + simple;
    }
}
