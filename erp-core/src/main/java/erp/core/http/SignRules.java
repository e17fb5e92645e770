package erp.core.http;

import erp.core.value.Signed;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;

import org.jspecify.annotations.Nullable;

/** Rules on signs for our own values; public, as the validator makes them by reflection. */
final class SignRules {
    private SignRules() {}

    /** {@code @Positive} on money, quantities and prices. */
    public static final class IsPositive implements ConstraintValidator<Positive, Signed> {
        @Override
        public boolean isValid(@Nullable Signed value, ConstraintValidatorContext context) {
            return value == null || value.signum() > 0;
        }
    }

    /** {@code @PositiveOrZero} likewise. */
    public static final class IsPositiveOrZero
            implements ConstraintValidator<PositiveOrZero, Signed> {
        @Override
        public boolean isValid(@Nullable Signed value, ConstraintValidatorContext context) {
            return value == null || value.signum() >= 0;
        }
    }

    /** {@code @Negative} likewise. */
    public static final class IsNegative implements ConstraintValidator<Negative, Signed> {
        @Override
        public boolean isValid(@Nullable Signed value, ConstraintValidatorContext context) {
            return value == null || value.signum() < 0;
        }
    }

    /** {@code @NegativeOrZero} likewise. */
    public static final class IsNegativeOrZero
            implements ConstraintValidator<NegativeOrZero, Signed> {
        @Override
        public boolean isValid(@Nullable Signed value, ConstraintValidatorContext context) {
            return value == null || value.signum() <= 0;
        }
    }
}
