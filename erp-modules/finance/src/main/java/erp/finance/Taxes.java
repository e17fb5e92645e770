package erp.finance;

import erp.core.ErpException;
import erp.core.Tx;

import java.util.List;
import java.util.UUID;

/** Tax codes of the company. */
public final class Taxes {
    private final Facts<String, TaxCode> codes = new Facts<>();

    Taxes() {}

    /** The company's tax code. Throws TAX_CODE_NOT_FOUND. */
    public TaxCode require(Tx tx, String code) {
        return codes.get(tx, code, () -> load(tx, code));
    }

    void forget(UUID company) {
        codes.forget(company);
    }

    private static TaxCode load(Tx tx, String code) {
        List<Tax> taxes = new TaxQueries_(tx.session()).taxesOf(code);
        if (taxes.isEmpty()) {
            throw new ErpException(
                    FinanceError.TAX_CODE_NOT_FOUND, "there is no tax code %s", code);
        }
        return taxes.getFirst().toCode();
    }
}
