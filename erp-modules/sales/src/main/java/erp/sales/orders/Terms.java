package erp.sales.orders;

import erp.finance.tax.TaxCode;

import java.util.Map;

/**
 * What an order takes over when it is confirmed, and keeps whatever changes later.
 *
 * @param paymentTermDays from invoice to due date
 * @param taxes by their code
 */
public record Terms(int paymentTermDays, Map<String, TaxCode> taxes) {
    public Terms {
        taxes = Map.copyOf(taxes);
    }

    TaxCode tax(String code) {
        TaxCode tax = taxes.get(code);
        if (tax == null) {
            throw new IllegalStateException("no tax code " + code);
        }
        return tax;
    }
}
