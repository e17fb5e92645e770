package erp.crm.opportunities;

import erp.core.Event;
import erp.crm.common.OfCrm;

import java.util.UUID;

/**
 * Nobody will buy.
 *
 * @param reason its code
 */
public record OpportunityLost(UUID opportunity, String reason) implements Event, OfCrm {
    @Override
    public UUID aggregate() {
        return opportunity;
    }
}
