package erp.hr.common;

import erp.core.http.Endpoint;
import erp.core.listing.Listing;

import java.util.List;

/** The log of reads of personal data, over HTTP. */
public final class AccessRoutes {
    private static final Listing<PersonalAccess.View> LISTING =
            Listing.of(PersonalAccess.class)
                    .equal("employeeId", "of this employee's data")
                    .equal("actorId", "by this user")
                    .equal("what", "of this kind of data")
                    .as(PersonalAccess.View.class, PersonalAccess::view);

    private AccessRoutes() {}

    public static List<Endpoint<?>> endpoints() {
        return List.of(
                Endpoint.get(
                                "/api/v1/hr/personal-accesses",
                                "listPersonalAccesses",
                                "Who was shown whose personal data, newest first")
                        .permission(HrPermission.ACCESSES_VIEW)
                        .list(LISTING));
    }
}
