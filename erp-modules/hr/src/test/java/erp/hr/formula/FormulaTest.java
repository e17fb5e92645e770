package erp.hr.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.core.value.InvalidValue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.util.Map;

class FormulaTest {
    private static final Map<String, BigDecimal> VALUES =
            Map.of("PAY", new BigDecimal("3000"), "DAYS", new BigDecimal("21"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PAY * 0.2 | 600.0",
                "ROUND(PAY / 7, 2) | 428.57",
                "IF(PAY > 1000, MIN(PAY, 2500) - 500, 0) | 2000",
                "-PAY + ABS(-1) | -2999",
                "MAX(1, 2, DAYS) % 4 | 1",
                "IF(NOT(PAY = 3000), 1, 2) | 2",
            })
    void computes_with_decimals(String formula, BigDecimal result) {
        assertThat(Formula.parse(formula).value(VALUES)).isEqualByComparingTo(result);
    }

    @Test
    void tells_what_it_needs() {
        assertThat(Formula.parse("IF(A_1 > PAY, A_1, 0)").names())
                .containsExactlyInAnyOrder("A_1", "PAY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PAY *",
                "(PAY",
                "PAY ^ 2",
                "FACT(20)",
                "RANDOM()",
                "DT_NOW()",
                "\"text\"",
                "pay",
                "1E9999999",
                "12345678901234567890",
                "PAY[0]",
                "PAY.X",
                "SQRT(PAY)",
                "2 PAY",
                "STR_LENGTH(PAY)",
            })
    void refuses_what_is_no_bounded_arithmetic(String formula) {
        assertThatThrownBy(() -> Formula.parse(formula)).isInstanceOf(InvalidValue.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PAY / 0",
                "PAY > 1",
                "OTHER",
                "ROUND(PAY, 2000000000)",
                "ROUND(PAY, -1)",
                "PAY * PAY * PAY * PAY * PAY",
            })
    void says_why_it_has_no_value(String formula) {
        Formula parsed = Formula.parse(formula);
        assertThatThrownBy(() -> parsed.value(VALUES)).isInstanceOf(InvalidValue.class);
    }

    @Test
    void is_refused_when_it_is_too_long() {
        assertThatThrownBy(() -> Formula.parse("1+".repeat(250) + "1"))
                .isInstanceOf(InvalidValue.class);
    }
}
