package erp.purchasing.quotations;

import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;
import erp.core.value.UnitPrice;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a supplier offers. Append-only: a later offer counts instead. */
@Entity
@Table(name = "purchasing_quote")
public class Quote extends CompanyRow {
    private UUID rfqId;
    private UUID supplierId;
    private int revision;
    private @Nullable String reference;
    private LocalDate validUntil;
    private int leadTimeDays;
    private Instant quotedAt;

    @OneToMany(cascade = CascadeType.PERSIST)
    @JoinColumn(name = "quote_id", nullable = false, updatable = false)
    @OrderBy("lineNo")
    private List<QuoteLine> lines = new ArrayList<>();

    protected Quote() {}

    Quote(Tx tx, UUID rfq, int revision, NewQuote offered) {
        super(tx.newId());
        this.rfqId = rfq;
        this.supplierId = offered.supplierId();
        this.revision = revision;
        this.reference = offered.reference();
        this.validUntil = offered.validUntil();
        this.leadTimeDays = offered.leadTimeDays();
        this.quotedAt = tx.now();
        for (NewQuote.Line line : offered.lines()) {
            lines.add(new QuoteLine(tx.newId(), lines.size() + 1, line));
        }
    }

    UUID rfqId() {
        return rfqId;
    }

    UUID supplierId() {
        return supplierId;
    }

    int revision() {
        return revision;
    }

    LocalDate validUntil() {
        return validUntil;
    }

    int leadTimeDays() {
        return leadTimeDays;
    }

    Optional<UnitPrice> price(UUID rfqLine) {
        return lines.stream()
                .filter(line -> line.rfqLineId().equals(rfqLine))
                .findFirst()
                .map(QuoteLine::unitPrice);
    }

    RfqView.Quote view() {
        return new RfqView.Quote(
                getId(),
                supplierId,
                revision,
                reference,
                validUntil,
                leadTimeDays,
                quotedAt,
                lines.stream()
                        .map(it -> new RfqView.Price(it.rfqLineId(), it.unitPrice()))
                        .toList());
    }
}
