package erp.crm.parties;

import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.crm.common.CrmError;
import erp.crm.common.CrmPermission;
import erp.sales.common.SalesError;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which customers of sales an organisation is, over HTTP. */
public final class CustomerLinkRoutes {
    private static final String PATH = Organisation.TYPE.path() + "/{id}/customers";

    private final CustomerLinks links;

    public CustomerLinkRoutes(CustomerLinks links) {
        this.links = links;
    }

    /** A customer of sales that the organisation is. */
    record NewLink(UUID customerId) {}

    public List<Endpoint<?>> endpoints() {
        return List.of(
                Endpoint.get(
                                PATH,
                                "listOrganisationCustomers",
                                "Customers of sales that an organisation is: several after a merge")
                        .permission(CrmPermission.PARTIES_READ)
                        .problems(CrmError.ORGANISATION_NOT_FOUND)
                        .list(
                                Listing.of(CustomerLink.class)
                                        .within("it.organisationId = :organisation")
                                        .as(CustomerLink.View.class, CustomerLink::view),
                                (tx, call) ->
                                        Map.of(
                                                "organisation",
                                                tx.require(
                                                                Organisation.class,
                                                                call.id(),
                                                                CrmError.ORGANISATION_NOT_FOUND)
                                                        .getId())),
                Endpoint.post(
                                PATH,
                                "linkOrganisationCustomer",
                                "Says that an organisation is a customer that sales has already")
                        .body(NewLink.class)
                        .permission(CrmPermission.PARTIES_WRITE)
                        .answers(CustomerLink.View.class)
                        .problems(
                                CrmError.ORGANISATION_NOT_FOUND,
                                CrmError.MERGED,
                                SalesError.UNKNOWN_CUSTOMER)
                        .unique(
                                "uq_crm_customer_link_customer",
                                CrmError.CUSTOMER_LINKED,
                                "/customerId",
                                "is an organisation already")
                        .write(this::link));
    }

    private Reply link(Tx tx, Call<NewLink> call) {
        Organisation organisation =
                tx.lock(Organisation.class, call.id(), CrmError.ORGANISATION_NOT_FOUND);
        call.expectVersion(organisation.getVersion());
        organisation.requireLive(tx, Organisation.TYPE);
        return Reply.ok(links.link(tx, organisation, call.body().customerId()).view());
    }
}
