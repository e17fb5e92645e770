package erp.purchasing.common;

import erp.core.ErpException;
import erp.core.Violation;
import erp.core.tx.Tx;
import erp.finance.common.FinanceError;
import erp.finance.tax.TaxCode;
import erp.finance.tax.Taxes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** The tax codes that the lines of a request name. */
public final class TaxCodes {
    /** Where a line names none. */
    public static final String USUAL = "STANDARD";

    private TaxCodes() {}

    /**
     * By their names. Throws UNKNOWN_TAX_CODE.
     *
     * @param pointer of the name at an index, {@code /lines/0/taxCode}
     */
    public static Map<String, TaxCode> named(
            Tx tx, Taxes taxes, List<String> names, IntFunction<String> pointer) {
        Map<String, TaxCode> known = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (!known.containsKey(names.get(i))) {
                known.put(names.get(i), one(tx, taxes, names.get(i), pointer.apply(i)));
            }
        }
        return known;
    }

    private static TaxCode one(Tx tx, Taxes taxes, String code, String pointer) {
        try {
            return taxes.require(tx, code);
        } catch (ErpException e) {
            if (e.code() == FinanceError.TAX_CODE_NOT_FOUND) {
                throw new ErpException(
                        PurchasingError.UNKNOWN_TAX_CODE,
                        List.of(new Violation(pointer, "unknown", "names no tax code")),
                        "there is no tax code " + code,
                        e);
            }
            throw e;
        }
    }
}
