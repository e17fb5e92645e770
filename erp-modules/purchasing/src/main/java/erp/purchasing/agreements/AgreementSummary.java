package erp.purchasing.agreements;

import java.time.LocalDate;
import java.util.UUID;

/** A blanket order in a list, without its lines. */
public record AgreementSummary(
        UUID id,
        String number,
        UUID supplierId,
        AgreementState state,
        LocalDate validFrom,
        LocalDate validUntil,
        int callOffs,
        long version) {}
