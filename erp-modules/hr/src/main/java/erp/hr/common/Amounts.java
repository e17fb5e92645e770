package erp.hr.common;

import erp.core.Violations;
import erp.core.tx.Tx;
import erp.core.value.Money;

import java.math.BigDecimal;

/** Amounts in requests: the company's currency, the refusal by its field. */
public final class Amounts {
    private Amounts() {}

    /** Without zeros at its end, and without an exponent. */
    public static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** Throws CURRENCY, which names the field. */
    public static void check(Tx tx, Money amount, String pointer) {
        Violations wrong = new Violations();
        tx.company().checkCurrency(amount.currency(), pointer + "/currency", wrong);
        wrong.refuse(HrError.CURRENCY);
    }
}
