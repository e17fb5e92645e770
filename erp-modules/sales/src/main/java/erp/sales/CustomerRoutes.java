package erp.sales;

import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.paging.PageRequest;
import erp.core.party.PartyError;
import erp.core.tx.Tx;

import java.util.List;

/** Customers over HTTP. */
final class CustomerRoutes {
    private static final String PATH = "/api/v1/sales/customers";

    private final Sales sales;

    CustomerRoutes(Sales sales) {
        this.sales = sales;
    }

    List<Endpoint<?>> endpoints() {
        return List.of(
                Endpoint.get(PATH, "listCustomers", "Customers, newest first")
                        .permission(SalesPermission.CUSTOMERS_READ)
                        .answersPage(CustomerView.class)
                        .read(this::listCustomers),
                Endpoint.post(PATH, "createCustomer", "Creates a customer")
                        .body(NewCustomer.class)
                        .permission(SalesPermission.CUSTOMERS_WRITE)
                        .creates(CustomerView.class)
                        .problems(SalesError.CURRENCY, PartyError.PARTY_INVALID)
                        .write(this::createCustomer),
                Endpoint.get(PATH + "/{id}", "getCustomer", "One customer")
                        .permission(SalesPermission.CUSTOMERS_READ)
                        .answers(CustomerView.class)
                        .problems(SalesError.CUSTOMER_NOT_FOUND)
                        .read(this::getCustomer),
                Endpoint.put(
                                PATH + "/{id}",
                                "changeCustomer",
                                "Replaces what is known of and agreed with a customer")
                        .body(NewCustomer.class)
                        .permission(SalesPermission.CUSTOMERS_WRITE)
                        .versionNeeded()
                        .answers(CustomerView.class)
                        .problems(
                                SalesError.CUSTOMER_NOT_FOUND,
                                SalesError.CURRENCY,
                                PartyError.PARTY_INVALID)
                        .write(this::changeCustomer));
    }

    private Reply listCustomers(Tx tx, Call<Void> call) {
        PageRequest page = call.page();
        return Reply.ok(
                page.page(
                        sales.customers().list(tx, page.before(), page.fetch()), CustomerView::id));
    }

    private Reply createCustomer(Tx tx, Call<NewCustomer> call) {
        CustomerView customer = sales.addCustomer(tx, call.body());
        return Reply.created(PATH + "/" + customer.id(), customer).etag(customer.version());
    }

    private Reply getCustomer(Tx tx, Call<Void> call) {
        CustomerView customer = sales.customers().view(tx, new CustomerId(call.id()));
        return Reply.ok(customer).etag(customer.version());
    }

    private Reply changeCustomer(Tx tx, Call<NewCustomer> call) {
        CustomerView customer =
                sales.customers()
                        .change(tx, new CustomerId(call.id()), call.body(), call::expectVersion);
        return Reply.ok(customer).etag(customer.version());
    }
}
