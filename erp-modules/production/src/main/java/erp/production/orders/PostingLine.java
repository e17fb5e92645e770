package erp.production.orders;

import erp.core.tx.CompanyRow;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.production.documents.PostingView;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.UUID;

/** One component, output or operation of a posting. Negative where it is taken back. */
@Entity
@Table(name = "production_posting_line")
class PostingLine extends CompanyRow {
    /** What a line is about. */
    enum Kind {
        COMPONENT,
        OUTPUT,
        SCRAP,
        OPERATION
    }

    private int lineNo;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    /** The component, output or operation of the order. */
    private UUID subjectId;

    private @Nullable UUID itemId;
    private @Nullable UUID workCentreId;
    private BigDecimal quantity;

    /** How much of a component was set aside. */
    private BigDecimal reserved;

    private BigDecimal value;

    /** Which part of an operation's value is labour. */
    private BigDecimal labour;

    protected PostingLine() {}

    private PostingLine(
            UUID id,
            int lineNo,
            Kind kind,
            UUID subject,
            @Nullable UUID item,
            @Nullable UUID workCentre,
            BigDecimal quantity,
            BigDecimal reserved,
            BigDecimal value,
            BigDecimal labour) {
        super(id);
        this.lineNo = lineNo;
        this.kind = kind;
        this.subjectId = subject;
        this.itemId = item;
        this.workCentreId = workCentre;
        this.quantity = quantity;
        this.reserved = reserved;
        this.value = value;
        this.labour = labour;
    }

    static PostingLine component(
            UUID id,
            int lineNo,
            Component component,
            BigDecimal quantity,
            BigDecimal reserved,
            BigDecimal value) {
        return new PostingLine(
                id,
                lineNo,
                Kind.COMPONENT,
                component.getId(),
                component.itemId(),
                null,
                quantity,
                reserved,
                value,
                BigDecimal.ZERO);
    }

    static PostingLine output(
            UUID id, int lineNo, Kind kind, Output output, BigDecimal quantity, BigDecimal value) {
        return new PostingLine(
                id,
                lineNo,
                kind,
                output.getId(),
                output.itemId(),
                null,
                quantity,
                BigDecimal.ZERO,
                value,
                BigDecimal.ZERO);
    }

    static PostingLine operation(
            UUID id,
            int lineNo,
            OrderOperation operation,
            UUID workCentre,
            BigDecimal hours,
            BigDecimal labour,
            BigDecimal overhead) {
        return new PostingLine(
                id,
                lineNo,
                Kind.OPERATION,
                operation.getId(),
                null,
                workCentre,
                hours,
                BigDecimal.ZERO,
                labour.add(overhead),
                labour);
    }

    /**
     * The same, taken back.
     *
     * @param worth what that is worth: goods that leave again may cost something else by now
     * @param again how much is set aside again
     */
    PostingLine reversed(UUID id, BigDecimal worth, BigDecimal again) {
        return new PostingLine(
                id,
                lineNo,
                kind,
                subjectId,
                itemId,
                workCentreId,
                quantity.negate(),
                again.negate(),
                worth.negate(),
                labour.negate());
    }

    Kind kind() {
        return kind;
    }

    UUID subject() {
        return subjectId;
    }

    UUID item() {
        if (itemId == null) {
            throw new IllegalStateException("an hour is no item: " + getId());
        }
        return itemId;
    }

    BigDecimal quantity() {
        return quantity;
    }

    BigDecimal reservedPart() {
        return reserved;
    }

    BigDecimal value() {
        return value;
    }

    BigDecimal labour() {
        return labour;
    }

    /** By how much it makes work in progress grow. */
    BigDecimal wipChange() {
        return switch (kind) {
            case COMPONENT, OPERATION -> value;
            case OUTPUT, SCRAP -> value.negate();
        };
    }

    PostingView.Line view(Currency currency) {
        return new PostingView.Line(
                kind.name(),
                subjectId,
                itemId,
                workCentreId,
                new Quantity(quantity),
                new Money(value, currency));
    }
}
