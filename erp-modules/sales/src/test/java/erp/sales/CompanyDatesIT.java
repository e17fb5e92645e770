package erp.sales;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.core.TestServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** "Today" is the company's: each document of a company has the date of its own zone. */
class CompanyDatesIT {
    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = new Shop();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @ParameterizedTest
    @CsvSource({
        "Pacific/Kiritimati, 2026-03-31T10:30:00Z, 2026-04-01",
        "Pacific/Kiritimati, 2026-12-31T09:59:59Z, 2026-12-31",
        "Pacific/Pago_Pago,  2026-07-01T10:59:59Z, 2026-06-30",
        "Asia/Kolkata,       2026-05-04T18:30:00Z, 2026-05-05",
        "America/New_York,   2026-11-01T05:30:00Z, 2026-11-01",
        "Europe/Berlin,      2026-06-30T21:59:59Z, 2026-06-30",
        "UTC,                2026-06-30T21:59:59Z, 2026-06-30",
    })
    void each_document_has_the_date_of_its_company(String zone, Instant now, String date) {
        UUID company = UUID.randomUUID();
        shop.server.clock().set(now);
        shop.server.addCompany(company, company.toString().substring(0, 8), "EUR", zone);
        Http http = shop.server.as(TestServer.USER, company, "*");
        http.post("/api/v1/finance/chart/default").expect(200);
        String sku = "{\"sku\":\"A\",\"name\":\"Bolt\",\"unit\":\"piece\"}";
        UUID item = http.post("/api/v1/inventory/items", sku).expect(201).uuid("/id");
        UUID warehouse =
                http.post("/api/v1/inventory/warehouses", "{\"code\":\"W\",\"name\":\"House\"}")
                        .expect(201)
                        .uuid("/id");
        UUID customer =
                http.post("/api/v1/sales/customers", "{\"name\":\"Ada\",\"paymentTermDays\":0}")
                        .expect(201)
                        .uuid("/id");
        Http.Response receipt =
                http.once()
                        .post(
                                "/api/v1/inventory/receipts",
                                """
                                {"warehouseId":"%s","lines":[{"itemId":"%s","quantity":"9","unitCost":"2"}]}
                                """
                                        .formatted(warehouse, item))
                        .expect(201);
        assertThat(receipt.text("/date")).isEqualTo(date);
        Http.Response order =
                http.once()
                        .post(
                                "/api/v1/sales/orders",
                                """
                                {"customerId":"%s","warehouseId":"%s",
                                 "lines":[{"itemId":"%s","quantity":"9","unitPrice":"3"}]}
                                """
                                        .formatted(customer, warehouse, item))
                        .expect(201);
        assertThat(order.text("/date")).isEqualTo(date);
        String at = "/api/v1/sales/orders/" + order.text("/id");
        http.once().post(at + "/confirm").expect(200);
        assertThat(http.once().post(at + "/deliver").expect(201).text("/date")).isEqualTo(date);
        Http.Response invoice = http.once().post(at + "/invoice").expect(201);
        assertThat(invoice.text("/date")).isEqualTo(date);
        assertThat(invoice.text("/due")).isEqualTo(date);
        Http.Response payment =
                http.once()
                        .post(
                                "/api/v1/finance/payments",
                                """
                                {"customerId":"%s","amount":{"amount":"1","currency":"EUR"}}
                                """
                                        .formatted(customer))
                        .expect(201);
        assertThat(payment.text("/date")).isEqualTo(date);
        refusesTomorrow(http, customer, LocalDate.parse(date).plusDays(1));
    }

    private static void refusesTomorrow(Http http, UUID customer, LocalDate tomorrow) {
        Http.Response refused =
                http.once()
                        .post(
                                "/api/v1/finance/payments",
                                """
                                {"customerId":"%s","amount":{"amount":"1","currency":"EUR"},"date":"%s"}
                                """
                                        .formatted(customer, tomorrow))
                        .expect(422);
        assertThat(refused.errors()).containsExactly("/date future");
    }

    @ParameterizedTest
    @CsvSource({"Asia/Tokyo, 2026-08-02", "America/Los_Angeles, 2026-08-01"})
    void another_process_follows_a_change_of_zone_within_seconds(String zone, String date) {
        UUID company = UUID.randomUUID();
        shop.server.clock().set(Instant.parse("2026-08-01T15:30:00Z"));
        shop.server.addCompany(company, company.toString().substring(0, 8), "EUR", "UTC");
        Http http = shop.server.as(TestServer.USER, company, "*");
        http.post("/api/v1/finance/chart/default").expect(200);
        String trialBalance = "/api/v1/finance/trial-balance";
        assertThat(http.get(trialBalance).expect(200).text("/date")).isEqualTo("2026-08-01");
        shop.server.write(
                tx ->
                        tx.session()
                                .createNativeMutationQuery(
                                        "update core_company set zone = :zone where id = :id")
                                .setParameter("zone", zone)
                                .setParameter("id", company)
                                .executeUpdate());
        shop.server.clock().advance(Duration.ofSeconds(6));
        assertThat(http.get(trialBalance).expect(200).text("/date")).isEqualTo(date);
    }
}
