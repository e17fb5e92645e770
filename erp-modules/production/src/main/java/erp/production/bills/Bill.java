package erp.production.bills;

import com.google.errorprone.annotations.FormatMethod;

import erp.core.ErpException;
import erp.core.Ids;
import erp.core.tx.Document;
import erp.core.value.Quantity;
import erp.production.common.ProductionError;

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
import java.util.List;
import java.util.UUID;

/** A version of what an item is made of. Once it is active only its last day changes. */
@Entity
@Table(name = "production_bill")
public class Bill extends Document {
    static final String TYPE = "production.bill";

    private UUID itemId;
    private int versionNo;

    @Enumerated(EnumType.STRING)
    private BillState state = BillState.DRAFT;

    private @Nullable LocalDate validFrom;
    private @Nullable LocalDate validTo;
    private BigDecimal quantity;
    private boolean phantom;
    private @Nullable UUID routingId;
    private Instant createdAt;

    @OneToMany(cascade = CascadeType.PERSIST, orphanRemoval = true)
    @JoinColumn(name = "bill_id", nullable = false, updatable = false)
    @OrderBy("lineNo")
    private List<BillLine> lines = new ArrayList<>();

    protected Bill() {}

    Bill(UUID id, int versionNo, NewBill wanted, Instant createdAt) {
        super(id);
        this.itemId = wanted.itemId();
        this.versionNo = versionNo;
        this.createdAt = createdAt;
        say(wanted, 0);
    }

    /** Says something else from now on, of the same item. Throws BILL_STATE. */
    void change(NewBill wanted) {
        check(state == BillState.DRAFT, "is %s, only a draft is changed", state);
        int last = lines.getLast().getLineNo();
        lines.clear();
        say(wanted, last);
    }

    void activate(LocalDate from, @Nullable LocalDate to) {
        become(BillState.ACTIVE);
        validFrom = from;
        validTo = to;
    }

    /** Throws BILL_STATE, INVALID_DATES. */
    void end(LocalDate last) {
        check(state == BillState.ACTIVE, "is %s, only an active one ends", state);
        LocalDate from = validFrom;
        ProductionError.INVALID_DATES.refuseIf(
                from != null && last.isBefore(from),
                "/validTo",
                "order",
                "must not be before " + from + ", from when it is valid");
        validTo = last;
    }

    void withdraw() {
        become(BillState.WITHDRAWN);
    }

    public UUID itemId() {
        return itemId;
    }

    @Nullable LocalDate validFrom() {
        return validFrom;
    }

    List<UUID> componentItems() {
        return lines.stream().filter(BillLine::isComponent).map(BillLine::itemId).toList();
    }

    public Recipe recipe() {
        return new Recipe(
                getId(),
                itemId,
                quantity,
                phantom,
                routingId,
                lines.stream().filter(BillLine::isComponent).map(BillLine::part).toList(),
                lines.stream()
                        .filter(line -> !line.isComponent())
                        .map(BillLine::byProduct)
                        .toList());
    }

    public BillView view() {
        return new BillView(
                getId(),
                itemId,
                versionNo,
                state,
                validFrom,
                validTo,
                new Quantity(quantity),
                phantom,
                routingId,
                lines.stream().filter(BillLine::isComponent).map(BillLine::component).toList(),
                lines.stream().filter(line -> !line.isComponent()).map(BillLine::extra).toList(),
                getVersion());
    }

    /** Lines are numbered on where others are removed in the same transaction. */
    private void say(NewBill wanted, int numbered) {
        quantity = (wanted.quantity() == null ? Quantity.of(1) : wanted.quantity()).value();
        phantom = wanted.phantom() != null && wanted.phantom();
        routingId = wanted.routingId();
        int no = numbered;
        for (NewBill.Component component : wanted.components()) {
            lines.add(new BillLine(Ids.next(), ++no, component));
        }
        for (NewBill.ByProduct extra : wanted.extras()) {
            lines.add(new BillLine(Ids.next(), ++no, extra));
        }
    }

    private void become(BillState next) {
        check(state.next().contains(next), "is %s and cannot become %s", state, next);
        state = next;
    }

    @FormatMethod
    private void check(boolean holds, String format, Object... args) {
        if (!holds) {
            throw new ErpException(
                    ProductionError.BILL_STATE, "bill %s %s", getId(), format.formatted(args));
        }
    }
}
