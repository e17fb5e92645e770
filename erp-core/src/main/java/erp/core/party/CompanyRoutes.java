package erp.core.party;

import erp.core.CorePermission;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.tx.Tx;

import java.util.List;

/** Administration of companies over HTTP. */
public final class CompanyRoutes {
    private static final String PATH = "/api/v1/core/companies";

    private final Companies companies;

    public CompanyRoutes(Companies companies) {
        this.companies = companies;
    }

    public List<Endpoint<?>> endpoints() {
        return List.of(
                Endpoint.get(PATH, "listCompanies", "The companies that the caller may see")
                        .permission(CorePermission.COMPANIES_READ)
                        .answersPage(CompanyView.class)
                        .read(this::list),
                Endpoint.post(PATH, "createCompany", "Founds a company; from the first one only")
                        .body(NewCompany.class)
                        .permission(CorePermission.COMPANIES_WRITE)
                        .creates(CompanyView.class)
                        .problems(
                                PartyError.COMPANY_EXISTS,
                                PartyError.COMPANY_FORBIDDEN,
                                PartyError.COMPANY_INVALID)
                        .keepingRights()
                        .write(this::create),
                Endpoint.get(PATH + "/{id}", "getCompany", "One company")
                        .permission(CorePermission.COMPANIES_READ)
                        .answers(CompanyView.class)
                        .problems(PartyError.COMPANY_NOT_FOUND)
                        .read(this::get),
                Endpoint.put(
                                PATH + "/{id}",
                                "changeCompany",
                                "Changes all of a company but code and currency")
                        .body(CompanyChange.class)
                        .permission(CorePermission.COMPANIES_WRITE)
                        .versionNeeded()
                        .answers(CompanyView.class)
                        .problems(PartyError.COMPANY_NOT_FOUND, PartyError.COMPANY_INVALID)
                        .write(this::change));
    }

    private Reply list(Tx tx, Call<Void> call) {
        return Reply.ok(call.page().page(companies.list(tx, call.page()), CompanyView::id));
    }

    private Reply create(Tx tx, Call<NewCompany> call) {
        CompanyView view = companies.visible(tx, companies.create(tx, call.body())).view();
        return Reply.created(PATH + "/" + view.id(), view).etag(view.version());
    }

    private Reply get(Tx tx, Call<Void> call) {
        CompanyView view = companies.visible(tx, call.id()).view();
        return Reply.ok(view).etag(view.version());
    }

    private Reply change(Tx tx, Call<CompanyChange> call) {
        call.expectVersion(companies.visible(tx, call.id()).getVersion());
        CompanyView view = companies.change(tx, call.id(), call.body()).view();
        return Reply.ok(view).etag(view.version());
    }
}
