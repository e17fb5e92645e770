package erp.crm.leads;

import erp.core.Event;
import erp.crm.common.OfCrm;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * A lead has become an opportunity with a customer.
 *
 * @param contact null where the lead names no person
 */
public record LeadConverted(
        UUID lead, UUID organisation, @Nullable UUID contact, UUID customer, UUID opportunity)
        implements Event, OfCrm {
    @Override
    public UUID aggregate() {
        return lead;
    }
}
