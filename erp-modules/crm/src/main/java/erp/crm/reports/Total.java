package erp.crm.reports;

import erp.core.value.Money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/** What amounts come to, as {@link Money} looks: a sum may be larger than each of them may be. */
record Total(String amount, String currency) {
    /** Rounds half up, commercially. */
    static Total rounded(BigDecimal amount, Currency currency) {
        return new Total(
                amount.setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_UP)
                        .toPlainString(),
                currency.getCurrencyCode());
    }
}
