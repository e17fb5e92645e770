package erp.finance.tax;

import erp.core.ErpException;
import erp.core.ErrorCode;
import erp.core.Violation;
import erp.core.tx.Tx;
import erp.finance.common.CommittedFacts;
import erp.finance.common.FinanceError;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Tax codes of the company. */
public final class Taxes {
    /** Where a line names none. */
    public static final String USUAL = "STANDARD";

    private final CommittedFacts<String, TaxCode> codes = new CommittedFacts<>();

    /** The company's tax code. Throws TAX_CODE_NOT_FOUND. */
    public TaxCode require(Tx tx, String code) {
        return require(
                tx,
                code,
                () ->
                        new ErpException(
                                FinanceError.TAX_CODE_NOT_FOUND, "there is no tax code %s", code));
    }

    /**
     * The tax codes that the lines of a request name, by their names. One that there is none of is
     * refused by its field.
     *
     * @param pointer of the name at an index, {@code /lines/0/taxCode}
     */
    public Map<String, TaxCode> named(
            Tx tx, List<String> names, ErrorCode refusal, IntFunction<String> pointer) {
        Map<String, TaxCode> known = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (!known.containsKey(name)) {
                String at = pointer.apply(i);
                known.put(name, require(tx, name, () -> unknown(refusal, name, at)));
            }
        }
        return known;
    }

    private TaxCode require(Tx tx, String code, Supplier<ErpException> absent) {
        return codes.get(tx, code, () -> load(tx, code, absent));
    }

    private static ErpException unknown(ErrorCode refusal, String name, String pointer) {
        return new ErpException(
                refusal,
                List.of(new Violation(pointer, "unknown", "names no tax code")),
                "there is no tax code " + name);
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

    private static TaxCode load(Tx tx, String code, Supplier<ErpException> absent) {
        List<Tax> taxes = new TaxQueries_(tx.session()).taxesOf(code);
        if (taxes.isEmpty()) {
            throw absent.get();
        }
        return taxes.getFirst().toCode();
    }
}
