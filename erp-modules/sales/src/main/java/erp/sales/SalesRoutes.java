package erp.sales;

import erp.core.http.Endpoint;
import erp.sales.customers.CustomerRoutes;
import erp.sales.quotations.QuotationRoutes;

import java.util.List;
import java.util.stream.Stream;

/** The API of sales. */
public final class SalesRoutes {
    private final Sales sales;

    public SalesRoutes(Sales sales) {
        this.sales = sales;
    }

    public List<Endpoint<?>> endpoints() {
        return Stream.of(
                        new CustomerRoutes(sales.customers()).endpoints(),
                        new QuotationRoutes(sales.quotations()).endpoints(),
                        new OrderRoutes(sales).endpoints(),
                        new InvoiceRoutes(sales).endpoints())
                .<Endpoint<?>>flatMap(List::stream)
                .toList();
    }
}
