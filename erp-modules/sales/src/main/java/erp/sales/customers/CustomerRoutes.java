package erp.sales.customers;

import erp.core.http.Endpoint;
import erp.core.http.MasterRecord;
import erp.core.listing.Listing;
import erp.core.party.PartyError;
import erp.sales.common.SalesError;
import erp.sales.common.SalesPermission;

import java.util.List;

/** Customers over HTTP. */
public final class CustomerRoutes {
    private final Customers customers;

    public CustomerRoutes(Customers customers) {
        this.customers = customers;
    }

    public List<Endpoint<?>> endpoints() {
        Listing<CustomerView> listing =
                Listing.of(Customer.class).asAll(CustomerView.class, customers::views);
        return new MasterRecord<>("Customer", "/api/v1/sales/customers", CustomerView.class)
                .permissions(SalesPermission.CUSTOMERS_READ, SalesPermission.CUSTOMERS_WRITE)
                .absent(SalesError.CUSTOMER_NOT_FOUND)
                .list("Customers, newest first", listing)
                .create(
                        "Creates a customer",
                        NewCustomer.class,
                        customers::add,
                        SalesError.CURRENCY,
                        PartyError.PARTY_INVALID)
                .get("One customer", customers::view)
                .change(
                        "Replaces what is known of and agreed with a customer",
                        NewCustomer.class,
                        customers::change,
                        SalesError.CURRENCY,
                        PartyError.PARTY_INVALID)
                .endpoints();
    }
}
