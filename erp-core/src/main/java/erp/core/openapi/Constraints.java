package erp.core.openapi;

import static erp.core.openapi.Json31.object;

import erp.core.openapi.Patterns.Sign;
import erp.core.value.Code;
import erp.core.value.NotZero;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.util.Map;

/** Says in JSON Schema what {@code jakarta.validation} says of a component. */
final class Constraints {
    private Constraints() {}

    /** The schema with the rules said in it; another one where a sign makes it another type. */
    static Map<String, Object> of(
            Annotation[] annotations, Map<String, Object> plain, Schemas schemas) {
        Map<String, Object> schema = plain;
        boolean isArray = "array".equals(schema.get("type"));
        boolean isNumber = "integer".equals(schema.get("type"));
        for (Annotation annotation : annotations) {
            switch (annotation) {
                case NotBlank _ -> notBlank(schema);
                case NotEmpty _ -> schema.put(isArray ? "minItems" : "minLength", 1);
                case Size size -> size(size, isArray, schema);
                case Min min -> schema.put("minimum", min.value());
                case Max max -> schema.put("maximum", max.value());
                case Pattern pattern -> schema.put("pattern", "^(?:" + pattern.regexp() + ")$");
                case Code code -> {
                    schema.put("pattern", "^" + Code.REGEXP + "$");
                    schema.put("maxLength", code.max());
                }
                case Email _ -> schema.put("format", "email");
                case Positive _ when isNumber -> schema.put("exclusiveMinimum", 0);
                case PositiveOrZero _ when isNumber -> schema.put("minimum", 0);
                case Negative _ when isNumber -> schema.put("exclusiveMaximum", 0);
                case NegativeOrZero _ when isNumber -> schema.put("maximum", 0);
                default -> {}
            }
        }
        return isNumber || isArray ? schema : decimal(annotations, schema, schemas);
    }

    /**
     * Money, quantities and other decimals are texts to JSON Schema: their bounds are a pattern.
     */
    private static Map<String, Object> decimal(
            Annotation[] annotations, Map<String, Object> schema, Schemas schemas) {
        Sign sign = Sign.ANY;
        DecimalMax max = null;
        Digits digits = null;
        for (Annotation annotation : annotations) {
            switch (annotation) {
                case Positive _ -> sign = Sign.POSITIVE;
                case PositiveOrZero _ -> sign = Sign.NOT_NEGATIVE;
                case Negative _ -> sign = Sign.NEGATIVE;
                case NegativeOrZero _ -> sign = Sign.NOT_POSITIVE;
                case NotZero _ -> sign = Sign.NOT_ZERO;
                case DecimalMin min when new BigDecimal(min.value()).signum() == 0 ->
                        sign = min.inclusive() ? Sign.NOT_NEGATIVE : Sign.POSITIVE;
                case DecimalMax bound -> max = bound;
                case Digits some -> digits = some;
                default -> {}
            }
        }
        if (max == null) {
            return sign == Sign.ANY ? schema : schemas.signed(sign, schema);
        }
        int power = new BigDecimal(max.value()).precision() - 1;
        int places = digits == null ? Schemas.PLACES : digits.fraction();
        return object(
                "type",
                "string",
                "description",
                "A decimal %s %s.".formatted(max.inclusive() ? "of at most" : "below", max.value()),
                "pattern",
                max.inclusive()
                        ? Patterns.decimalUpTo(sign, power, places)
                        : Patterns.decimal(sign, power, places));
    }

    private static void notBlank(Map<String, Object> schema) {
        schema.put("minLength", 1);
        boolean manyLines = Patterns.text(true).equals(schema.get("pattern"));
        schema.put("pattern", Patterns.notBlank(manyLines));
    }

    private static void size(Size size, boolean isArray, Map<String, Object> schema) {
        if (size.min() > 0) {
            schema.put(isArray ? "minItems" : "minLength", size.min());
        }
        if (size.max() < Integer.MAX_VALUE) {
            schema.put(isArray ? "maxItems" : "maxLength", size.max());
        }
    }
}
