package erp.core.http.binding;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

/**
 * {@code @Size} of a text in characters, as the database and JSON Schema count them: an emoji is
 * one, not two. Public, as the validator makes it by reflection.
 */
public final class LengthRule implements ConstraintValidator<Size, String> {
    private int min;
    private int max = Integer.MAX_VALUE;

    @Override
    public void initialize(Size size) {
        min = size.min();
        max = size.max();
    }

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
        if (text == null) {
            return true;
        }
        int length = text.codePointCount(0, text.length());
        return length >= min && length <= max;
    }
}
