package erp.crm.opportunities;

import erp.core.Event;
import erp.crm.common.OfCrm;

import java.util.UUID;

/** Somebody may buy after all, or may not have bought. */
public record OpportunityReopened(UUID opportunity) implements Event, OfCrm {
    @Override
    public UUID aggregate() {
        return opportunity;
    }
}
