package erp.crm.parties;

import erp.core.Event;
import erp.crm.common.OfCrm;

import java.util.UUID;

/**
 * Two organisations are one from now on: whoever keeps something of the other moves it.
 *
 * @param organisation which goes on
 */
public record OrganisationsMerged(UUID organisation, UUID duplicate) implements Event, OfCrm {
    @Override
    public UUID aggregate() {
        return organisation;
    }
}
