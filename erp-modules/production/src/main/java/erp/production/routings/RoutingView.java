package erp.production.routings;

import erp.core.http.Versioned;
import erp.core.value.Quantity;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/** A routing as callers see it. */
public record RoutingView(
        UUID id, String code, String name, List<Operation> operations, long version)
        implements Versioned {
    /** One step. */
    public record Operation(
            UUID id,
            String name,
            UUID workCentreId,
            Quantity setupHours,
            Quantity hoursPerUnit,
            @Nullable UUID subcontractItemId) {}
}
