package erp.purchasing.returns;

import erp.core.value.Quantity;
import erp.purchasing.common.Limits;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import java.util.List;
import java.util.UUID;

/** Goods of a receipt that are to be sent back today. */
public record NewReturn(
        @NotBlank @Size(max = Limits.REASON) String reason,
        @Size(min = 1, max = Limits.LINES) List<Line> lines) {
    /** So much of the receipt's line; each line at most once. */
    public record Line(UUID receiptLineId, @Positive Quantity quantity) {}

    public NewReturn {
        lines = List.copyOf(lines);
    }
}
