package erp.core.http.binding;

import erp.core.value.NotZero;
import erp.core.value.Signed;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/** Rules on sign and size for our own values; public, as the validator makes them by reflection. */
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

    /** {@code @DecimalMax} on quantities and prices: on how far they are from zero. */
    public static final class IsAtMost implements ConstraintValidator<DecimalMax, Signed> {
        private BigDecimal bound = BigDecimal.ZERO;
        private boolean inclusive;

        @Override
        public void initialize(DecimalMax max) {
            bound = new BigDecimal(max.value());
            inclusive = max.inclusive();
        }

        @Override
        public boolean isValid(@Nullable Signed value, ConstraintValidatorContext context) {
            if (value == null) {
                return true;
            }
            int compared = value.toDecimal().abs().compareTo(bound);
            return inclusive ? compared <= 0 : compared < 0;
        }
    }

    /** {@code @NotZero} likewise. */
    public static final class IsNotZero implements ConstraintValidator<NotZero, Signed> {
        @Override
        public boolean isValid(@Nullable Signed value, ConstraintValidatorContext context) {
            return value == null || value.signum() != 0;
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
