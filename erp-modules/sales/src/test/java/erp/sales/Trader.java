package erp.sales;

import erp.core.Http;
import erp.core.TestServer;

import java.util.UUID;

/** A company of its own currency that sells one thing, over HTTP; each is new and empty. */
final class Trader {
    static final String ORDERS = "/api/v1/sales/orders";

    final UUID company;
    final Http http;
    final UUID warehouse;
    final UUID customer;
    final UUID item;

    Trader(Shop shop, String currency) {
        company = UUID.randomUUID();
        shop.server.addCompany(company, company.toString().substring(0, 18), currency, "UTC");
        http = shop.server.as(TestServer.USER, company, "*");
        http.post("/api/v1/finance/chart/default").expect(200);
        warehouse =
                http.post("/api/v1/inventory/warehouses", "{\"code\":\"W\",\"name\":\"House\"}")
                        .expect(201)
                        .uuid("/id");
        customer = customer("");
        item =
                http.post(
                                "/api/v1/inventory/items",
                                "{\"sku\":\"A\",\"name\":\"Bolt\",\"unit\":\"piece\"}")
                        .expect(201)
                        .uuid("/id");
        http.once()
                .post(
                        "/api/v1/inventory/receipts",
                        """
                        {"warehouseId":"%s","lines":[{"itemId":"%s","quantity":"100000","unitCost":"0.01"}]}
                        """
                                .formatted(warehouse, item))
                .expect(201);
    }

    private Trader(Trader like, UUID customer) {
        this.company = like.company;
        this.http = like.http;
        this.warehouse = like.warehouse;
        this.item = like.item;
        this.customer = customer;
    }

    /** The same company, selling to this customer. */
    Trader selling(UUID to) {
        return new Trader(this, to);
    }

    /**
     * @param more members of the body, each beginning with a comma
     */
    UUID customer(String more) {
        return http.post("/api/v1/sales/customers", "{\"name\":\"Ada\"" + more + "}")
                .expect(201)
                .uuid("/id");
    }

    /** A tax code of that name and rate, {@code 0.07}. */
    void tax(String code, String rate) {
        http.post(
                        "/api/v1/finance/tax-codes",
                        "{\"code\":\"%s\",\"name\":\"A tax\",\"rate\":\"%s\"}"
                                .formatted(code, rate))
                .expect(201);
    }

    String line(String quantity, String price, String taxCode) {
        return "{\"itemId\":\"%s\",\"quantity\":\"%s\",\"unitPrice\":\"%s\",\"taxCode\":\"%s\"}"
                .formatted(item, quantity, price, taxCode);
    }

    String body(String... lines) {
        return "{\"customerId\":\"%s\",\"warehouseId\":\"%s\",\"lines\":[%s]}"
                .formatted(customer, warehouse, String.join(",", lines));
    }

    Http.Response draft(String... lines) {
        return http.once().post(ORDERS, body(lines)).expect(201);
    }

    UUID confirmed(String... lines) {
        UUID order = draft(lines).uuid("/id");
        act(order, "confirm").expect(200);
        return order;
    }

    Http.Response act(UUID order, String action) {
        return http.once().post(ORDERS + "/" + order + "/" + action);
    }

    Http.Response act(UUID order, String action, String body) {
        return http.once().post(ORDERS + "/" + order + "/" + action, body);
    }

    Http.Response deliver(UUID order, UUID line, String quantity) {
        return act(
                        order,
                        "deliver",
                        "{\"lines\":[{\"lineId\":\"%s\",\"quantity\":\"%s\"}]}"
                                .formatted(line, quantity))
                .expect(201);
    }

    Http.Response get(UUID order) {
        return http.get(ORDERS + "/" + order).expect(200);
    }

    Http.Response invoice(UUID invoice) {
        return http.get("/api/v1/sales/invoices/" + invoice).expect(200);
    }

    void pay(UUID payer, String amount, String currency) {
        http.once()
                .post(
                        "/api/v1/finance/payments",
                        """
                        {"customerId":"%s","amount":{"amount":"%s","currency":"%s"}}
                        """
                                .formatted(payer, amount, currency))
                .expect(201);
    }
}
