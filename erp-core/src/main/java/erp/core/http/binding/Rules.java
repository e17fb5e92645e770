package erp.core.http.binding;

import erp.core.value.Code;
import erp.core.value.NotZero;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import jakarta.validation.metadata.PropertyDescriptor;

import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.HibernateValidatorConfiguration;
import org.hibernate.validator.cfg.ConstraintMapping;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

import java.lang.annotation.Annotation;
import java.util.Locale;
import java.util.Set;

/** The {@code jakarta.validation} rules on components of bodies. */
final class Rules {
    private static final Check NONE = (_, _, _) -> {};

    private final Validator validator;

    /** The rules of one component. */
    @FunctionalInterface
    interface Check {
        void check(Object value, Findings findings, Pointer at);
    }

    @SuppressWarnings("resource") // the factory lives as long as the process
    Rules() {
        HibernateValidatorConfiguration configuration =
                Validation.byProvider(HibernateValidator.class)
                        .configure()
                        .messageInterpolator(
                                new ParameterMessageInterpolator(
                                        Set.of(Locale.ENGLISH),
                                        Locale.ENGLISH,
                                        _ -> Locale.ENGLISH,
                                        false));
        ConstraintMapping mapping = configuration.createConstraintMapping();
        mapping.constraintDefinition(Positive.class).validatedBy(SignRules.IsPositive.class);
        mapping.constraintDefinition(PositiveOrZero.class)
                .validatedBy(SignRules.IsPositiveOrZero.class);
        mapping.constraintDefinition(Negative.class).validatedBy(SignRules.IsNegative.class);
        mapping.constraintDefinition(NegativeOrZero.class)
                .validatedBy(SignRules.IsNegativeOrZero.class);
        mapping.constraintDefinition(NotZero.class).validatedBy(SignRules.IsNotZero.class);
        mapping.constraintDefinition(DecimalMax.class)
                .includeExistingValidators(true)
                .validatedBy(SignRules.IsAtMost.class);
        mapping.constraintDefinition(Size.class)
                .includeExistingValidators(true)
                .validatedBy(LengthRule.class);
        this.validator = configuration.addMapping(mapping).buildValidatorFactory().getValidator();
    }

    Check of(Class<?> owner, String component) {
        PropertyDescriptor rules =
                validator.getConstraintsForClass(owner).getConstraintsForProperty(component);
        if (rules == null
                || (!rules.hasConstraints()
                        && rules.getConstrainedContainerElementTypes().isEmpty())) {
            return NONE;
        }
        return (value, findings, at) -> {
            for (ConstraintViolation<?> violation :
                    validator.validateValue(owner, component, value)) {
                Class<? extends Annotation> rule =
                        violation.getConstraintDescriptor().getAnnotation().annotationType();
                findings.add(
                        within(at, violation.getPropertyPath()),
                        ruleOf(rule),
                        violation.getMessage());
            }
        };
    }

    /** {@code NotBlank} as {@code notBlank}; bounds by the names that values themselves use. */
    private static String ruleOf(Class<? extends Annotation> rule) {
        if (rule == DecimalMin.class || rule == DecimalMax.class) {
            return "range";
        } else if (rule == Digits.class) {
            return "scale";
        } else if (rule == NotZero.class) {
            return "zero";
        } else if (rule == Code.class) {
            return "pattern";
        }
        String name = rule.getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /** A rule on a list's elements names the element. */
    private static Pointer within(Pointer at, Path path) {
        Pointer pointer = at;
        for (Path.Node node : path) {
            if (node.getIndex() != null) {
                pointer = pointer.element(node.getIndex());
            } else if (node.getKey() != null) {
                pointer = pointer.member(String.valueOf(node.getKey()));
            }
        }
        return pointer;
    }
}
