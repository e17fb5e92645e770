package erp.production.documents;

import erp.core.value.InvalidValue;
import erp.core.value.Quantity;
import erp.production.common.Limits;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Components that are issued to an order.
 *
 * @param date today where absent; not in the future
 * @param lines all that is planned, not issued and not issued by receipts where absent
 */
public record NewIssue(
        @Nullable LocalDate date, @Size(min = 1, max = Limits.LINES) @Nullable List<Line> lines) {
    public static final NewIssue ALL = new NewIssue(null, null);

    /**
     * One component, or an item that was not planned to go in.
     *
     * @param quantity more than is planned is issued where it can be had
     */
    public record Line(
            @Nullable UUID componentId, @Nullable UUID itemId, @Positive Quantity quantity) {
        public Line {
            if ((componentId == null) == (itemId == null)) {
                throw new InvalidValue("oneOf", "must be named, or itemId, one of the two")
                        .in("componentId");
            }
        }
    }

    public NewIssue {
        lines = lines == null ? null : List.copyOf(lines);
    }
}
