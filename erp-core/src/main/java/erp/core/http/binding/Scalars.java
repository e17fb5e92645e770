package erp.core.http.binding;

import com.fasterxml.jackson.annotation.JsonCreator;

import erp.core.value.Decimals;
import erp.core.value.InvalidValue;
import erp.core.value.Money;
import erp.core.value.Texts;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Types that are written as one text, in JSON strings and query parameters alike. */
public final class Scalars {
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,10}");
    private static final Pattern DATE = Pattern.compile("[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}");

    private Scalars() {}

    /** Reads a text, throwing {@link InvalidValue}; or null where the type is no such type. */
    public static @Nullable Function<String, Object> of(Class<?> type) {
        if (type == String.class) {
            return Texts::line;
        } else if (type == UUID.class) {
            return Scalars::uuid;
        } else if (type == LocalDate.class) {
            return Scalars::date;
        } else if (type == Instant.class) {
            return Scalars::instant;
        } else if (type == Currency.class) {
            return Money::currency;
        } else if (type == BigDecimal.class) {
            return Decimals::bounded;
        } else if (type.isEnum()) {
            return constants(type);
        }
        return Arrays.stream(type.getDeclaredMethods())
                .filter(Scalars::isTextFactory)
                .findFirst()
                .map(Scalars::calling)
                .orElse(null);
    }

    public static Object uuid(String text) {
        if (UUID_FORM.matcher(text).matches()) {
            return UUID.fromString(text);
        }
        throw new InvalidValue("format", "must be a UUID");
    }

    public static Object integer(String text) {
        if (WHOLE.matcher(text).matches()) { // not the digits of other scripts, nor a plus
            long value = Long.parseLong(text);
            if (value == (int) value) {
                return (int) value;
            }
        }
        throw new InvalidValue("format", "must be a whole number");
    }

    public static Object bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidValue("format", "must be true or false");
        };
    }

    private static Object date(String text) {
        // The database keeps dates of four-digit years only.
        if (DATE.matcher(text).matches()) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                // answered below, like a text of another form
            }
        }
        throw new InvalidValue("format", "must be a date such as 2026-11-24");
    }

    private static Object instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new InvalidValue("format", "must be an instant such as 2026-11-24T08:00:00Z");
        }
    }

    private static Function<String, Object> constants(Class<?> type) {
        Map<String, Object> byName = Constants.of(type);
        String names = String.join(", ", byName.keySet());
        return text -> {
            Object constant = byName.get(text);
            if (constant == null) {
                throw new InvalidValue("enum", "must be one of " + names);
            }
            return constant;
        };
    }

    private static boolean isTextFactory(Method method) {
        JsonCreator creator = method.getAnnotation(JsonCreator.class);
        return creator != null
                && creator.mode() == JsonCreator.Mode.DELEGATING
                && Modifier.isStatic(method.getModifiers())
                && Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class});
    }

    private static Function<String, Object> calling(Method factory) {
        factory.setAccessible(true);
        return text -> {
            try {
                return factory.invoke(null, text);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof InvalidValue invalid) {
                    throw invalid;
                }
                throw new IllegalStateException(factory + " failed", e);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        };
    }
}
