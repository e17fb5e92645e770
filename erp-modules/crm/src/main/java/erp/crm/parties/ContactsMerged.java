package erp.crm.parties;

import erp.core.Event;
import erp.crm.common.OfCrm;

import java.util.UUID;

/**
 * Two contacts are one from now on: whoever keeps something of the other moves it.
 *
 * @param contact which goes on
 */
public record ContactsMerged(UUID contact, UUID duplicate) implements Event, OfCrm {
    @Override
    public UUID aggregate() {
        return contact;
    }
}
