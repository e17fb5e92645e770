package erp.finance.tax;

import erp.core.value.Money;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one tax code has of a document.
 *
 * @param rate share of the base, 0.2 for 20 %
 * @param base net amount of the lines with that code
 * @param tax rounded once for the code, not line by line; of an invoice that bills an order in
 *     part, what the running total over the order's invoices has grown by
 */
public record TaxSubtotal(String code, BigDecimal rate, Money base, Money tax) {
    public TaxSubtotal {
        rate = rate.stripTrailingZeros();
    }

    /** Sums by code, in order of first use. */
    public static List<TaxSubtotal> sums(List<TaxSubtotal> parts) {
        Map<String, TaxSubtotal> sums = new LinkedHashMap<>();
        parts.forEach(part -> sums.merge(part.code(), part, TaxSubtotal::plus));
        return new ArrayList<>(sums.values());
    }

    private TaxSubtotal plus(TaxSubtotal other) {
        return new TaxSubtotal(code, rate, base.plus(other.base), tax.plus(other.tax));
    }
}
