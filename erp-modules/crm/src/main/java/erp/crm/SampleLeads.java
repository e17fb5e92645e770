package erp.crm;

import erp.core.module.Samples;
import erp.core.tx.Tx;
import erp.crm.leads.NewLead;

import java.util.List;

/** Leads that a version should accept. */
final class SampleLeads {
    private SampleLeads() {}

    /** One whom nobody can be, so that it is a duplicate of none. */
    static Samples of(Tx tx) {
        String email = "release-probe-" + tx.newId() + "@example.com";
        return Samples.of(
                List.of(
                        new NewLead(
                                "Release", "Probe", null, null, null, email, null, null, null, null,
                                null, null, null, null, null, null)));
    }
}
