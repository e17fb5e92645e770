package erp.sales;

import erp.core.http.Endpoint;
import erp.core.http.MasterRecord;
import erp.core.listing.Listing;
import erp.core.party.PartyError;

import java.util.List;

/** Customers over HTTP. */
final class CustomerRoutes {
    private final Customers customers;

    CustomerRoutes(Sales sales) {
        this.customers = sales.customers();
    }

    List<Endpoint<?>> endpoints() {
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
