package erp.core.value;

import jakarta.validation.Constraint;
import jakarta.validation.OverridesAttribute;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A code that people give to what they keep: an item number, an account, a warehouse. Letters and
 * digits of every script, with their marks, and the punctuation of ASCII; no spaces. Upper and
 * lower case are two, and so are letters with and without accents: the columns are compared bit by
 * bit.
 */
@Pattern(regexp = Code.REGEXP)
@Size(min = 1)
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
public @interface Code {
    /** Means the same to Java and to ECMA 262. */
    String REGEXP = "[\\p{L}\\p{N}!-~][\\p{L}\\p{M}\\p{N}!-~]*";

    /** How many characters at most. */
    @OverridesAttribute(constraint = Size.class, name = "max")
    int max();

    String message() default
            "must be 1 to {max} letters and digits of any script, or punctuation of ASCII such as ."
                    + " _ - /, without spaces";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
