package erp.crm.opportunities;

import erp.core.Event;
import erp.core.value.Money;
import erp.crm.common.OfCrm;

import java.util.UUID;

/** Somebody will buy. */
public record OpportunityWon(UUID opportunity, UUID organisation, Money amount)
        implements Event, OfCrm {
    @Override
    public UUID aggregate() {
        return opportunity;
    }
}
