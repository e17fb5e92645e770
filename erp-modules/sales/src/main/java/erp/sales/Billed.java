package erp.sales;

import erp.core.value.Money;
import erp.finance.tax.TaxTotals;

import java.math.BigDecimal;
import java.util.Currency;

/** What an order's invoices have billed of one tax code. */
record Billed(String taxCode, BigDecimal net, BigDecimal tax) {
    TaxTotals.Amounts amounts(Currency currency) {
        return new TaxTotals.Amounts(Money.rounded(net, currency), Money.rounded(tax, currency));
    }
}
