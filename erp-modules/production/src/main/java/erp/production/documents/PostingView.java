package erp.production.documents;

import erp.core.http.Versioned;
import erp.core.value.Money;
import erp.core.value.Quantity;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What was posted to a work order; it never changes.
 *
 * @param no the how-manyth posting of the order
 * @param workInProgress by how much it grew
 * @param reversalOf the posting that is taken back by it
 */
public record PostingView(
        UUID id,
        UUID orderId,
        int no,
        PostingKind kind,
        LocalDate date,
        Money workInProgress,
        @Nullable UUID reversalOf,
        List<Line> lines,
        long version)
        implements Versioned {
    /**
     * One component, output or operation.
     *
     * @param kind COMPONENT, OUTPUT, SCRAP or OPERATION
     * @param subjectId of the order
     * @param quantity hours where it is an operation; negative where it is taken back
     */
    public record Line(
            String kind,
            UUID subjectId,
            @Nullable UUID itemId,
            @Nullable UUID workCentreId,
            Quantity quantity,
            Money value) {}
}
