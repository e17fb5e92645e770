package erp.finance.tax;

import erp.core.ErpException;
import erp.core.tx.Tx;
import erp.finance.common.CommittedFacts;
import erp.finance.common.FinanceError;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tax codes of the company. */
public final class Taxes {
    private static final String USUAL = "STANDARD";

    private final CommittedFacts<String, TaxCode> codes = new CommittedFacts<>();

    /** The company's tax code. Throws TAX_CODE_NOT_FOUND. */
    public TaxCode require(Tx tx, String code) {
        return codes.get(tx, code, () -> load(tx, code));
    }

    /** STANDARD where it is there, or else the first one. */
    public Optional<String> usual(Tx tx) {
        List<String> all =
                new TaxQueries_(tx.session()).taxes().stream().map(Tax::getCode).toList();
        return all.contains(USUAL) ? Optional.of(USUAL) : all.stream().findFirst();
    }

    public void forget(UUID company) {
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
