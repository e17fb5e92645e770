package erp.hr.expenses;

import erp.core.Violations;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.tax.Taxes;
import erp.hr.common.HrError;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** What is claimed. */
record NewClaim(
        @NotBlank @Size(max = 140) String text,
        @Size(min = 1, max = NewClaim.MOST_LINES) List<NewLine> lines) {
    static final int MOST_LINES = 200;
    private static final BigDecimal LIMIT = BigDecimal.TEN.pow(9);

    /**
     * One thing that was paid for.
     *
     * @param expenseType its code
     * @param net without the tax
     * @param taxCode {@code STANDARD} where absent
     */
    record NewLine(
            LocalDate date,
            @Size(min = 1, max = 20) String expenseType,
            @NotBlank @Size(max = 200) String text,
            @Positive Money net,
            @Size(min = 1, max = 32) @Nullable String taxCode) {
        String taxCodeOrDefault() {
            return taxCode == null ? Taxes.USUAL : taxCode;
        }
    }

    NewClaim {
        lines = List.copyOf(lines);
    }

    /** Throws CURRENCY, INVALID_CLAIM, which name each field. */
    void check(Tx tx) {
        Violations currencies = new Violations();
        Violations wrong = new Violations();
        for (int i = 0; i < lines.size(); i++) {
            NewLine line = lines.get(i);
            String at = "/lines/" + i;
            tx.company().checkCurrency(line.net().currency(), at + "/net/currency", currencies);
            wrong.addIf(
                    line.date().isAfter(tx.today()),
                    at + "/date",
                    "future",
                    "must not be after today");
            wrong.addIf(
                    line.net().amount().compareTo(LIMIT) >= 0,
                    at + "/net",
                    "range",
                    "must be below " + LIMIT.toPlainString());
        }
        currencies.refuse(HrError.CURRENCY);
        wrong.refuse(HrError.INVALID_CLAIM);
    }
}
