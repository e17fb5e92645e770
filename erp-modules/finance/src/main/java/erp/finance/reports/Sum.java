package erp.finance.reports;

import erp.core.value.Money;

import java.math.BigDecimal;
import java.util.Currency;

/** A sum, which may exceed what a single {@link Money} holds. */
public record Sum(String amount, String currency) {
    public static Sum of(BigDecimal amount, String currency) {
        int scale = Money.currency(currency).getDefaultFractionDigits();
        return new Sum(amount.setScale(scale).toPlainString(), currency);
    }

    public static Sum of(BigDecimal amount, Currency currency) {
        return of(amount, currency.getCurrencyCode());
    }

    /** As a cell of a table: amounts are no texts. */
    public BigDecimal cell() {
        return new BigDecimal(amount);
    }
}
