package erp.core.openapi;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import java.lang.annotation.Annotation;
import java.util.Map;

/** Says in JSON Schema what {@code jakarta.validation} says of a component. */
final class Constraints {
    private Constraints() {}

    static void add(Annotation[] annotations, Map<String, Object> schema) {
        boolean isArray = "array".equals(schema.get("type"));
        boolean isNumber = "integer".equals(schema.get("type"));
        for (Annotation annotation : annotations) {
            switch (annotation) {
                case NotBlank _ -> {
                    schema.put("minLength", 1);
                    schema.put("pattern", "\\S");
                }
                case NotEmpty _ -> schema.put(isArray ? "minItems" : "minLength", 1);
                case Size size -> size(size, isArray, schema);
                case Min min -> schema.put("minimum", min.value());
                case Max max -> schema.put("maximum", max.value());
                case Pattern pattern -> schema.put("pattern", "^(?:" + pattern.regexp() + ")$");
                case Email _ -> schema.put("format", "email");
                case Positive _ -> sign(isNumber, "exclusiveMinimum", "Greater than zero.", schema);
                case PositiveOrZero _ -> sign(isNumber, "minimum", "Not negative.", schema);
                case Negative _ -> sign(isNumber, "exclusiveMaximum", "Less than zero.", schema);
                default -> {}
            }
        }
    }

    private static void size(Size size, boolean isArray, Map<String, Object> schema) {
        if (size.min() > 0) {
            schema.put(isArray ? "minItems" : "minLength", size.min());
        }
        if (size.max() < Integer.MAX_VALUE) {
            schema.put(isArray ? "maxItems" : "maxLength", size.max());
        }
    }

    /** Money and quantities are texts to JSON Schema: there the rule can only be said in words. */
    private static void sign(
            boolean isNumber, String keyword, String words, Map<String, Object> schema) {
        schema.put(isNumber ? keyword : "description", isNumber ? 0 : words);
    }
}
