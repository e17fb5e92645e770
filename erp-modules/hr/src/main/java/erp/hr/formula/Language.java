package erp.hr.formula;

import com.ezylang.evalex.config.MapBasedFunctionDictionary;
import com.ezylang.evalex.config.MapBasedOperatorDictionary;
import com.ezylang.evalex.functions.FunctionIfc;
import com.ezylang.evalex.functions.basic.AbsFunction;
import com.ezylang.evalex.functions.basic.CeilingFunction;
import com.ezylang.evalex.functions.basic.FloorFunction;
import com.ezylang.evalex.functions.basic.IfFunction;
import com.ezylang.evalex.functions.basic.MaxFunction;
import com.ezylang.evalex.functions.basic.MinFunction;
import com.ezylang.evalex.functions.basic.NotFunction;
import com.ezylang.evalex.operators.OperatorIfc;
import com.ezylang.evalex.operators.arithmetic.InfixDivisionOperator;
import com.ezylang.evalex.operators.arithmetic.InfixMinusOperator;
import com.ezylang.evalex.operators.arithmetic.InfixModuloOperator;
import com.ezylang.evalex.operators.arithmetic.InfixMultiplicationOperator;
import com.ezylang.evalex.operators.arithmetic.InfixPlusOperator;
import com.ezylang.evalex.operators.arithmetic.PrefixMinusOperator;
import com.ezylang.evalex.operators.arithmetic.PrefixPlusOperator;
import com.ezylang.evalex.operators.booleans.InfixAndOperator;
import com.ezylang.evalex.operators.booleans.InfixEqualsOperator;
import com.ezylang.evalex.operators.booleans.InfixGreaterEqualsOperator;
import com.ezylang.evalex.operators.booleans.InfixGreaterOperator;
import com.ezylang.evalex.operators.booleans.InfixLessEqualsOperator;
import com.ezylang.evalex.operators.booleans.InfixLessOperator;
import com.ezylang.evalex.operators.booleans.InfixNotEqualsOperator;
import com.ezylang.evalex.operators.booleans.InfixOrOperator;
import com.ezylang.evalex.operators.booleans.PrefixNotOperator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/** What formulas are made of: all that is not named here there is not. */
final class Language {
    private Language() {}

    @SuppressWarnings("unchecked") // entries of one type
    static MapBasedOperatorDictionary operators() {
        Map<String, OperatorIfc> prefix =
                Map.of(
                        "+", new PrefixPlusOperator(),
                        "-", new PrefixMinusOperator(),
                        "!", new PrefixNotOperator());
        Map<String, OperatorIfc> infix =
                Map.ofEntries(
                        Map.entry("+", new InfixPlusOperator()),
                        Map.entry("-", new InfixMinusOperator()),
                        Map.entry("*", new InfixMultiplicationOperator()),
                        Map.entry("/", new InfixDivisionOperator()),
                        Map.entry("%", new InfixModuloOperator()),
                        Map.entry("&&", new InfixAndOperator()),
                        Map.entry("||", new InfixOrOperator()),
                        Map.entry("=", new InfixEqualsOperator()),
                        Map.entry("==", new InfixEqualsOperator()),
                        Map.entry("!=", new InfixNotEqualsOperator()),
                        Map.entry(">", new InfixGreaterOperator()),
                        Map.entry(">=", new InfixGreaterEqualsOperator()),
                        Map.entry("<", new InfixLessOperator()),
                        Map.entry("<=", new InfixLessEqualsOperator()));
        List<Entry<String, OperatorIfc>> all = new ArrayList<>();
        all.addAll(prefix.entrySet());
        all.addAll(infix.entrySet());
        return (MapBasedOperatorDictionary)
                MapBasedOperatorDictionary.ofOperators(all.toArray(Entry[]::new));
    }

    @SuppressWarnings("unchecked") // entries of one type
    static MapBasedFunctionDictionary functions() {
        Map<String, FunctionIfc> all =
                Map.of(
                        "ABS", new AbsFunction(),
                        "CEILING", new CeilingFunction(),
                        "FLOOR", new FloorFunction(),
                        "IF", new IfFunction(),
                        "MAX", new MaxFunction(),
                        "MIN", new MinFunction(),
                        "NOT", new NotFunction(),
                        "ROUND", new RoundTo());
        return (MapBasedFunctionDictionary)
                MapBasedFunctionDictionary.ofFunctions(all.entrySet().toArray(Entry[]::new));
    }
}
