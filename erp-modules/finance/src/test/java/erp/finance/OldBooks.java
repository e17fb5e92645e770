package erp.finance;

import erp.core.Http;
import erp.core.TestServer;
import erp.core.party.Companies;
import erp.core.party.Parties;
import erp.core.party.PartyDetails;
import erp.finance.accounts.AccountQueries_;
import erp.finance.accounts.AccountRole;
import erp.migrations.Invariants;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A company that begins with the default chart and the periods of 2026, its two customers and its
 * supplier, and what it can put into its opening.
 */
final class OldBooks implements AutoCloseable {
    static final String OPENING = "/api/v1/finance/opening";

    final Finance finance = new Finance();
    final TestServer server;
    UUID ada;
    UUID bob;
    UUID supplier;

    OldBooks() {
        List<Class<?>> entities = new ArrayList<>(Finance.entities());
        entities.addAll(Companies.ENTITIES);
        server =
                TestServer.of(entities)
                        .connections(20, Duration.ofSeconds(30))
                        .start(new FinanceRoutes(finance).endpoints());
        reset();
    }

    void reset() {
        server.truncate();
        server.write(tx -> finance.chart().createDefault(tx));
        ada = party("Ada Ltd");
        bob = party("Bob Ltd");
        supplier = party("Steel Ltd");
    }

    private UUID party(String name) {
        return server.write(
                tx ->
                        new Parties()
                                .create(
                                        tx,
                                        new PartyDetails(
                                                name, null, null, null, null, null, null, null))
                                .id());
    }

    Http accountant() {
        return server.as("finance.opening.write", "finance.opening.read");
    }

    /** Puts a part, whatever its version is. */
    Http.Response put(String part, String json) {
        String version = accountant().get(OPENING).expect(200).header("ETag").orElseThrow();
        return accountant().with("If-Match", version).put(OPENING + part, json);
    }

    Http.Response finish() {
        return accountant().once().post(OPENING + "/close");
    }

    UUID account(AccountRole role) {
        return server.read(
                tx -> new AccountQueries_(tx.session()).accountsOf(role.name()).getFirst());
    }

    String balance(AccountRole role, String side, String amount) {
        return balance(account(role), side, eur(amount));
    }

    static String balance(UUID account, String side, String money) {
        return "{\"accountId\":\"%s\",\"%s\":%s}".formatted(account, side, money);
    }

    static String eur(String amount) {
        return money(amount, "EUR");
    }

    static String money(String amount, String currency) {
        return "{\"amount\":\"%s\",\"currency\":\"%s\"}".formatted(amount, currency);
    }

    static String opening(String date, String... balances) {
        return "{\"date\":\"%s\",\"balances\":[%s]}".formatted(date, String.join(",", balances));
    }

    static String lines(String... lines) {
        return "{\"lines\":[%s]}".formatted(String.join(",", lines));
    }

    static String receivable(UUID customer, String reference, String money) {
        return item("customerId", customer, reference, "2026-07-20", money);
    }

    static String payable(UUID supplier, String reference, String money) {
        return item("supplierId", supplier, reference, "2026-08-11", money);
    }

    static String item(String field, UUID party, String reference, String date, String money) {
        return """
        {"%s":"%s","reference":"%s","date":"%s","dueDate":"2026-09-20","amount":%s}\
        """
                .formatted(field, party, reference, date, money);
    }

    static String prepayment(UUID customer, String money) {
        return """
        {"customerId":"%s","reference":"paid in advance","date":"2026-08-30","amount":%s}\
        """
                .formatted(customer, money);
    }

    /**
     * The end of August in a year that began in January: income and expenses of eight months, tax
     * that is due, goods that no supplier has billed, 300.00 owed by customers, 120.00 to the
     * supplier, 50.00 paid in advance.
     */
    void putAugust() {
        put(
                        "",
                        opening(
                                "2026-08-31",
                                balance(AccountRole.BANK, "debit", "1000.00"),
                                balance(AccountRole.TAX_DUE, "credit", "80.00"),
                                balance(AccountRole.GOODS_RECEIVED_NOT_INVOICED, "credit", "30.00"),
                                balance(AccountRole.RETAINED_EARNINGS, "credit", "620.00"),
                                balance(AccountRole.REVENUE, "credit", "900.00"),
                                balance(AccountRole.COST_OF_GOODS_SOLD, "debit", "500.00")))
                .expect(200);
        put(
                        "/receivables",
                        lines(
                                receivable(ada, "R-1", eur("100.00")),
                                receivable(ada, "R-2", eur("80.00")),
                                receivable(bob, "R-1", eur("120.00"))))
                .expect(200);
        put("/payables", lines(payable(supplier, "S-77", eur("120.00")))).expect(200);
        put("/prepayments", lines(prepayment(bob, eur("50.00")))).expect(200);
    }

    /** What is broken, each with its first rows; empty when all is well. */
    List<String> broken() {
        try {
            return new Invariants()
                    .run(server.schema().owner().dataSource()).stream()
                            .filter(result -> !result.passed())
                            .map(
                                    result ->
                                            result.id()
                                                    + result.error().orElse("")
                                                    + result.firstRows())
                            .toList();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Changes rows behind everybody's back. */
    void plant(String sql) {
        try (Connection connection = server.schema().owner().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set foreign_key_checks = 0");
            if (statement.executeUpdate(sql) == 0) {
                throw new IllegalStateException("changed nothing: " + sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
