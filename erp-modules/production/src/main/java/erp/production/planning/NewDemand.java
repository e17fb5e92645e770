package erp.production.planning;

import erp.core.value.Quantity;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.UUID;

/** What is expected to be wanted, and no order says yet: a forecast, a stock to be built up. */
public record NewDemand(
        UUID itemId,
        UUID warehouseId,
        LocalDate neededOn,
        @Positive Quantity quantity,
        @Size(max = 200) @Nullable String note) {}
