package erp.crm.leads;

import erp.core.Event;
import erp.crm.common.OfCrm;

import java.util.UUID;

/**
 * Two leads are one from now on: whoever keeps something of the other moves it.
 *
 * @param lead which goes on
 */
public record LeadsMerged(UUID lead, UUID duplicate) implements Event, OfCrm {
    @Override
    public UUID aggregate() {
        return lead;
    }
}
