package erp.finance;

import erp.core.Tx;

/** Tax codes of the company. */
public final class Taxes {
    Taxes() {}

    /** The company's tax code. Throws TAX_CODE_NOT_FOUND. */
    public TaxCode require(Tx tx, String code) {
        return Later.value(code + tx.company());
    }
}
