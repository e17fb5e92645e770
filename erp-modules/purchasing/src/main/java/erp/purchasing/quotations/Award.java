package erp.purchasing.quotations;

import erp.purchasing.common.Limits;

import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/**
 * Whose offers are taken.
 *
 * @param lines each line that is bought at all, of a requisition every one; where absent all lines
 *     go to who offers each cheapest
 */
public record Award(@Size(min = 1, max = Limits.LINES) @Nullable List<Line> lines) {
    /** The line is bought of the supplier. */
    public record Line(UUID rfqLineId, UUID supplierId) {}

    public Award {
        lines = lines == null ? null : List.copyOf(lines);
    }
}
