package erp.core.party;

import erp.core.CorePermission;
import erp.core.http.Endpoint;
import erp.core.http.MasterRecord;
import erp.core.http.Reply;
import erp.core.listing.Listing;

import java.util.Collections;
import java.util.List;

/** Administration of companies over HTTP. */
public final class CompanyRoutes {
    private static final String PATH = "/api/v1/core/companies";
    private static final Listing<CompanyView> LISTING =
            Listing.of(Company.class)
                    .within("(:only is null or it.id = :only)")
                    .sort("code")
                    .as(CompanyView.class, Company::view);

    private final Companies companies;

    public CompanyRoutes(Companies companies) {
        this.companies = companies;
    }

    public List<Endpoint<?>> endpoints() {
        return new MasterRecord<>("Company", PATH, CompanyView.class)
                .permissions(CorePermission.COMPANIES_READ, CorePermission.COMPANIES_WRITE)
                .absent(PartyError.COMPANY_NOT_FOUND)
                .also(
                        Endpoint.get(PATH, "listCompanies", "The companies that the caller may see")
                                .permission(CorePermission.COMPANIES_READ)
                                .list(
                                        LISTING,
                                        (tx, _) ->
                                                Collections.singletonMap(
                                                        "only", companies.only(tx))))
                .also(
                        Endpoint.post(
                                        PATH,
                                        "createCompany",
                                        "Founds a company; from the first one only")
                                .body(NewCompany.class)
                                .permission(CorePermission.COMPANIES_WRITE)
                                .creates(CompanyView.class)
                                .problems(PartyError.COMPANY_FORBIDDEN, PartyError.COMPANY_INVALID)
                                .unique(
                                        "uq_core_company_code",
                                        PartyError.COMPANY_EXISTS,
                                        "/code",
                                        "is another company's")
                                .keepingRights()
                                .write(
                                        (tx, call) ->
                                                Reply.createdIn(
                                                        PATH, companies.create(tx, call.body()))))
                .get("One company", (tx, id) -> companies.visible(tx, id).view())
                .change(
                        "Changes all of a company but code and currency",
                        CompanyChange.class,
                        companies::change,
                        PartyError.COMPANY_INVALID)
                .endpoints();
    }
}
