package erp.purchasing.orders;

import erp.purchasing.common.Limits;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import java.util.List;

/**
 * What a confirmed order is to say instead.
 *
 * @param lines all of them, in their order; what came or was billed of a line stays about the same
 *     item, price and tax code
 */
public record NewRevision(
        @NotBlank @Size(max = Limits.REASON) String reason,
        @Size(min = 1, max = Limits.LINES) List<NewPurchaseOrder.Line> lines) {
    public NewRevision {
        lines = List.copyOf(lines);
    }
}
