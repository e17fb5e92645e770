package erp.production.centres;

import erp.core.http.Versioned;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** A work centre as callers see it. */
public record WorkCentreView(
        UUID id,
        String code,
        String name,
        List<Weekday> workingDays,
        List<LocalDate> closedDays,
        Quantity capacityHours,
        UnitPrice labourRate,
        UnitPrice machineRate,
        long version)
        implements Versioned {}
