package erp.hr.formula;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.parser.ParseException;

import erp.core.value.InvalidValue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A formula such as {@code IF(PAY > 1000, ROUND(PAY * 0.2, 2), 0)}: numbers, names, {@code + - * /
 * %}, comparisons, {@code && ||}, and the functions ABS, CEILING, FLOOR, IF, MAX, MIN, NOT, ROUND.
 * No powers, texts, dates, lists or own functions, so its cost is bounded by its length. Decimal
 * arithmetic of 34 digits.
 */
public final class Formula {
    public static final int LONGEST = 500;
    private static final int LONGEST_NUMBER = 15;
    private static final BigDecimal LIMIT = BigDecimal.TEN.pow(13);
    private static final java.util.regex.Pattern LONG_NUMBER =
            java.util.regex.Pattern.compile("[0-9.]{" + (LONGEST_NUMBER + 1) + ",}");
    private static final java.util.regex.Pattern ALLOWED =
            java.util.regex.Pattern.compile("[A-Z0-9_ .,()+*/%<>=!&|-]*");
    private static final java.util.regex.Pattern EXPONENT =
            java.util.regex.Pattern.compile("(?<![A-Z_0-9])[0-9.]+[A-Z_]");

    private static final ExpressionConfiguration LANGUAGE =
            ExpressionConfiguration.builder()
                    .mathContext(MathContext.DECIMAL128)
                    .arraysAllowed(false)
                    .structuresAllowed(false)
                    .implicitMultiplicationAllowed(false)
                    .operatorDictionary(Language.operators())
                    .functionDictionary(Language.functions())
                    .defaultConstants(
                            Map.of(
                                    "TRUE", EvaluationValue.booleanValue(true),
                                    "FALSE", EvaluationValue.booleanValue(false)))
                    .build();

    private final Expression expression;
    private final Set<String> names;

    private Formula(Expression expression, Set<String> names) {
        this.expression = expression;
        this.names = Set.copyOf(names);
    }

    /** Reads a formula. Throws {@link InvalidValue}, which says what is wrong with it and where. */
    public static Formula parse(String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new InvalidValue("size", "must have 1 to " + LONGEST + " characters");
        }
        if (!ALLOWED.matcher(text).matches()) {
            throw new InvalidValue(
                    "formula",
                    "may hold capital letters, digits, _ and . , ( ) + - * / % < > = ! & |");
        }
        if (LONG_NUMBER.matcher(text).find() || EXPONENT.matcher(text).find()) {
            throw new InvalidValue(
                    "formula", "has a number of more than 15 digits, or with an exponent");
        }
        try {
            Expression expression = new Expression(text, LANGUAGE);
            expression.validate();
            return new Formula(expression, expression.getUsedVariables());
        } catch (ParseException e) {
            throw new InvalidValue(
                    "formula",
                    "%s, at character %d".formatted(e.getMessage(), e.getStartPosition()));
        }
    }

    /** What it takes its values from. */
    public Set<String> names() {
        return names;
    }

    /**
     * Its value. Throws {@link InvalidValue} where there is none: a division by zero, a comparison
     * where a number is wanted, a result of 10^13 or more.
     */
    public BigDecimal value(Map<String, BigDecimal> values) {
        Map<String, BigDecimal> used = new HashMap<>();
        for (String name : names) {
            BigDecimal value = values.get(name);
            if (value == null) {
                throw new InvalidValue("formula", "has no value for " + name);
            }
            used.put(name, value);
        }
        try {
            EvaluationValue result = expression.copy().withValues(used).evaluate();
            if (!result.isNumberValue()) {
                throw new InvalidValue("formula", "gives no number");
            }
            BigDecimal number = result.getNumberValue();
            if (number.abs().compareTo(LIMIT) >= 0) {
                throw new InvalidValue("range", "gives " + LIMIT.toPlainString() + " or more");
            }
            return number;
        } catch (EvaluationException | ParseException | ArithmeticException e) {
            throw new InvalidValue("formula", "cannot be computed: " + e.getMessage());
        }
    }
}
