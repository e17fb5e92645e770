package erp.purchasing.returns;

import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.tax.TaxCode;
import erp.finance.tax.TaxTotals;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** A credit or debit note. Append-only; finance's credit has the same id. */
@Entity
@Table(name = "purchasing_credit")
public class SupplierCredit extends CompanyRow {
    static final String TYPE = "purchasing.credit";

    @Enumerated(EnumType.STRING)
    private CreditKind kind;

    private UUID supplierId;
    private @Nullable UUID returnId;
    private String number;
    private @Nullable String numberKey;
    private int numberYear;
    private LocalDate creditDate;
    private String reason;
    private Currency currency;
    private BigDecimal net;
    private BigDecimal tax;
    private BigDecimal total;
    private UUID enteredBy;
    private Instant createdAt;

    @OneToMany(cascade = CascadeType.PERSIST)
    @JoinColumn(name = "credit_id", nullable = false, updatable = false)
    @OrderBy("lineNo")
    private List<CreditLine> lines = new ArrayList<>();

    protected SupplierCredit() {}

    SupplierCredit(Tx tx, Credits.Heading heading, List<Claim> claims, TaxTotals totals) {
        super(heading.id());
        this.kind = heading.kind();
        this.supplierId = heading.supplier();
        this.returnId = heading.sentBack();
        this.number = heading.number();
        this.numberKey = heading.numberKey();
        this.numberYear = heading.date().getYear();
        this.creditDate = heading.date();
        this.reason = heading.reason();
        this.currency = totals.net().currency();
        this.net = totals.net().amount();
        this.tax = totals.tax().amount();
        this.total = totals.gross().amount();
        this.enteredBy = tx.actor().id();
        this.createdAt = tx.now();
        for (int i = 0; i < claims.size(); i++) {
            TaxCode code = code(totals, claims.get(i).line().taxCode());
            lines.add(
                    new CreditLine(tx.newId(), i + 1, claims.get(i), code, totals.shares().get(i)));
        }
    }

    @Nullable UUID returnId() {
        return returnId;
    }

    Money total() {
        return new Money(total, currency);
    }

    CreditView view() {
        return new CreditView(
                getId(),
                kind,
                number,
                supplierId,
                returnId,
                creditDate,
                reason,
                new Money(net, currency),
                new Money(tax, currency),
                total(),
                lines.stream().map(line -> line.view(currency)).toList(),
                0);
    }

    private static TaxCode code(TaxTotals totals, String name) {
        return totals.taxes().stream()
                .map(taxed -> taxed.code())
                .filter(code -> code.code().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
