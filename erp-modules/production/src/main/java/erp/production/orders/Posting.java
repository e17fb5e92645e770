package erp.production.orders;

import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.production.documents.PostingKind;
import erp.production.documents.PostingView;

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

/** What was posted to a work order at one time. Append-only: a mistake is posted back. */
@Entity
@Table(name = "production_posting")
class Posting extends CompanyRow {
    static final String TYPE = "production.posting";

    private UUID orderId;
    private int postingNo;

    @Enumerated(EnumType.STRING)
    private PostingKind kind;

    private LocalDate postedOn;
    private Currency currency;
    private BigDecimal wipChange;
    private @Nullable UUID reversalOf;
    private Instant createdAt;

    @OneToMany(cascade = CascadeType.PERSIST)
    @JoinColumn(name = "posting_id", nullable = false, updatable = false)
    @OrderBy("lineNo")
    private List<PostingLine> lines = new ArrayList<>();

    protected Posting() {}

    Posting(
            Tx tx,
            UUID id,
            WorkOrder order,
            PostingKind kind,
            LocalDate date,
            Money wipChange,
            @Nullable UUID reversalOf,
            List<PostingLine> lines) {
        super(id);
        this.orderId = order.getId();
        this.postingNo = order.nextPosting();
        this.kind = kind;
        this.postedOn = date;
        this.currency = order.currency();
        this.wipChange = wipChange.amount();
        this.reversalOf = reversalOf;
        this.createdAt = tx.now();
        this.lines.addAll(lines);
    }

    UUID order() {
        return orderId;
    }

    PostingKind kind() {
        return kind;
    }

    boolean isReversal() {
        return reversalOf != null;
    }

    List<PostingLine> lines() {
        return List.copyOf(lines);
    }

    PostingView view() {
        return new PostingView(
                getId(),
                orderId,
                postingNo,
                kind,
                postedOn,
                new Money(wipChange, currency),
                reversalOf,
                lines.stream().map(line -> line.view(currency)).toList(),
                0);
    }
}
