package erp.hr.formula;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.functions.AbstractFunction;
import com.ezylang.evalex.functions.FunctionParameter;
import com.ezylang.evalex.parser.Token;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * {@code ROUND(value, digits)}, half up. The library's own takes any number of digits, and would
 * write out as many.
 */
@FunctionParameter(name = "value")
@FunctionParameter(name = "digits")
final class RoundTo extends AbstractFunction {
    private static final int MOST = 6;

    @Override
    public EvaluationValue evaluate(
            Expression expression, Token token, EvaluationValue... parameters)
            throws EvaluationException {
        BigDecimal digits = parameters[1].getNumberValue();
        if (digits.signum() < 0
                || digits.compareTo(BigDecimal.valueOf(MOST)) > 0
                || digits.stripTrailingZeros().scale() > 0) {
            throw new EvaluationException(token, "ROUND takes 0 to " + MOST + " digits");
        }
        BigDecimal value = parameters[0].getNumberValue();
        return EvaluationValue.numberValue(
                value.setScale(digits.intValueExact(), RoundingMode.HALF_UP));
    }
}
