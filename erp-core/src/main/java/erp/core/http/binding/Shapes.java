package erp.core.http.binding;

import com.fasterxml.jackson.annotation.JsonCreator;

import erp.core.value.InvalidValue;
import erp.core.value.MultiLine;
import erp.core.value.Texts;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Makes the {@link Shape} of each type that bodies are made of, once. */
final class Shapes {
    /** A list longer than this does not fit into one transaction. */
    static final int LIST_LIMIT = 10_000;

    private final JsonMapper mapper;
    private final Rules rules;
    private final Map<Class<?>, Shape> objects = new ConcurrentHashMap<>();

    Shapes(JsonMapper mapper, Rules rules) {
        this.mapper = mapper;
        this.rules = rules;
    }

    Shape of(AnnotatedType annotated) {
        Type type = annotated.getType();
        if (type == String.class && annotated.isAnnotationPresent(MultiLine.class)) {
            return (json, findings, at) -> text(Texts::lines, json, findings, at);
        }
        if (type instanceof Class<?> plain) {
            return of(plain);
        }
        if (annotated instanceof AnnotatedParameterizedType generic
                && type instanceof ParameterizedType parameterized) {
            Class<?> raw = (Class<?>) parameterized.getRawType();
            AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
            if (Map.class.isAssignableFrom(raw)) {
                return map(of(arguments[1]));
            } else if (Set.class.isAssignableFrom(raw)) {
                return list(of(arguments[0]), Shapes::asSet);
            } else if (Collection.class.isAssignableFrom(raw)) {
                return list(of(arguments[0]), List::copyOf);
            }
        }
        throw new IllegalStateException("a body cannot hold a " + type);
    }

    Shape of(Class<?> type) {
        Function<String, Object> text = Scalars.of(type);
        if (text != null) {
            return (json, findings, at) -> text(text, json, findings, at);
        } else if (type == int.class || type == Integer.class) {
            return (json, findings, at) -> whole(true, json, findings, at);
        } else if (type == long.class || type == Long.class) {
            return (json, findings, at) -> whole(false, json, findings, at);
        } else if (type == boolean.class || type == Boolean.class) {
            return Shapes::bool;
        } else if (type == JsonNode.class || type == Object.class) {
            return (json, findings, at) -> mapper.readTree(json);
        }
        Shape known = objects.get(type);
        return known != null ? known : object(type);
    }

    private Shape object(Class<?> type) {
        Deferred deferred = new Deferred();
        objects.put(type, deferred); // so that a record may hold itself
        Shape shape = ObjectShape.of(type, factory(type), this, rules);
        deferred.shape = shape;
        objects.put(type, shape);
        return shape;
    }

    private static Optional<Method> factory(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(JsonCreator.class))
                .findFirst();
    }

    private static @Nullable Object text(
            Function<String, Object> read, JsonParser json, Findings findings, Pointer at) {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            return mistyped("a string", json, findings, at);
        }
        return read(read, json.getString(), findings, at);
    }

    private static @Nullable Object read(
            Function<String, Object> read, String text, Findings findings, Pointer at) {
        try {
            return read.apply(text);
        } catch (InvalidValue e) {
            findings.add(at, e.rule(), String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static @Nullable Object whole(
            boolean isInt, JsonParser json, Findings findings, Pointer at) {
        if (json.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
            return wholeOfDecimal(isInt, json, findings, at);
        }
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            return mistyped("a whole number", json, findings, at);
        }
        JsonParser.NumberType size = json.getNumberType();
        if (size == JsonParser.NumberType.INT) {
            return isInt ? (Object) json.getIntValue() : (Object) json.getLongValue();
        }
        if (size == JsonParser.NumberType.LONG && !isInt) {
            return json.getLongValue();
        }
        return tooLarge(isInt, findings, at);
    }

    /** JSON has one kind of numbers: 7.0 and 7e0 are as whole as 7. */
    private static @Nullable Object wholeOfDecimal(
            boolean isInt, JsonParser json, Findings findings, Pointer at) {
        BigDecimal value = json.getDecimalValue().stripTrailingZeros();
        if (value.scale() > 0) {
            return mistyped("a whole number", json, findings, at);
        }
        BigDecimal limit = BigDecimal.valueOf(isInt ? Integer.MAX_VALUE : Long.MAX_VALUE);
        if (value.abs().compareTo(limit) > 0) {
            return tooLarge(isInt, findings, at);
        }
        return isInt ? (Object) value.intValueExact() : (Object) value.longValueExact();
    }

    private static @Nullable Object tooLarge(boolean isInt, Findings findings, Pointer at) {
        long limit = isInt ? Integer.MAX_VALUE : Long.MAX_VALUE;
        findings.add(at, "range", "must be a whole number of at most " + limit);
        return null;
    }

    private static @Nullable Object bool(JsonParser json, Findings findings, Pointer at) {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> mistyped("true or false", json, findings, at);
        };
    }

    private static Shape list(Shape element, Function<List<Object>, Object> finish) {
        return (json, findings, at) -> {
            if (json.currentToken() != JsonToken.START_ARRAY) {
                return mistyped("an array", json, findings, at);
            }
            List<Object> values = new ArrayList<>();
            int index = 0;
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (index == LIST_LIMIT) {
                    findings.add(at, "size", "must have at most " + LIST_LIMIT + " elements");
                }
                Object value = valueAt(element, json, findings, at.element(index++));
                if (value != null && index <= LIST_LIMIT) {
                    values.add(value);
                }
            }
            return finish.apply(values);
        };
    }

    private static Shape map(Shape element) {
        return (json, findings, at) -> {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                return mistyped("an object", json, findings, at);
            }
            Map<String, Object> values = new LinkedHashMap<>();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                json.nextToken();
                Object key = read(Texts::line, name, findings, at.member(name));
                Object value = valueAt(element, json, findings, at.member(name));
                if (key != null && value != null && values.put((String) key, value) != null) {
                    findings.malformed(at.member(name), "duplicate", "must not be there twice");
                }
            }
            return Collections.unmodifiableMap(values);
        };
    }

    private static @Nullable Object valueAt(
            Shape element, JsonParser json, Findings findings, Pointer at) {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            findings.add(at, "required", "must not be null");
            return null;
        }
        return element.read(json, findings, at);
    }

    private static Object asSet(List<Object> values) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }

    static @Nullable Object mistyped(
            String wanted, JsonParser json, Findings findings, Pointer at) {
        findings.malformed(at, "type", "must be " + wanted);
        json.skipChildren();
        return null;
    }

    private static final class Deferred implements Shape {
        private @Nullable Shape shape;

        @Override
        public @Nullable Object read(JsonParser json, Findings findings, Pointer at) {
            if (shape == null) {
                throw new IllegalStateException("read before it was made");
            }
            return shape.read(json, findings, at);
        }
    }
}
