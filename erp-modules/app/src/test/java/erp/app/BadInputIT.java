package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Nothing wrong gets in: each bad request is a 4xx problem that names the field, and writes
 * nothing.
 */
class BadInputIT extends ErpIT {
    private static final String ORDERS = "/api/v1/sales/orders";

    private record Bad(String what, UnaryOperator<String> spoil, int status, String pointer) {}

    @TestFactory
    Stream<DynamicTest> a_bad_order_is_refused_by_the_field_and_leaves_nothing() {
        Shop shop = Shop.open(api(), 1, 5);
        String good =
                Api.JSON.writeValueAsString(
                        Map.of(
                                "customerId", shop.customers().getFirst(),
                                "warehouseId", shop.warehouse(),
                                "lines", List.of(shop.line(0, "QUANTITY", "PRICE"))));
        UnaryOperator<String> fine = body -> body.replace("QUANTITY", "2").replace("PRICE", "9.99");
        List<Bad> cases =
                Stream.concat(shapes(fine, shop).stream(), values(fine, shop).stream()).toList();
        return cases.stream()
                .map(
                        bad ->
                                DynamicTest.dynamicTest(
                                        bad.what(),
                                        () -> {
                                            long before = rows();
                                            Api.Answer answer =
                                                    api().post(ORDERS, bad.spoil().apply(good))
                                                            .is(bad.status());
                                            assertThat(answer.header("Content-Type"))
                                                    .startsWith("application/problem+json");
                                            if (bad.pointer() != null) {
                                                assertThat(
                                                                answer.body()
                                                                        .at("/errors")
                                                                        .findValuesAsString(
                                                                                "pointer"))
                                                        .contains(bad.pointer());
                                            }
                                            assertThat(rows()).isEqualTo(before);
                                        }));
    }

    @Test
    void money_has_the_scale_of_its_currency() {
        Shop shop = Shop.open(api(), 1, 5);
        for (Map<String, String> money :
                List.of(
                        Map.of("amount", "1.005", "currency", "EUR"),
                        Map.of("amount", "1.5", "currency", "JPY"),
                        Map.of("amount", "1", "currency", "XTS"),
                        Map.of("amount", "-1", "currency", "EUR"),
                        Map.of("amount", "1" + "0".repeat(20), "currency", "EUR"))) {
            Map<String, Object> payment =
                    Map.of(
                            "customerId",
                            shop.customers().getFirst(),
                            "amount",
                            money,
                            "allocations",
                            List.of());
            Api.Answer answer = api().post("/api/v1/finance/payments", payment).is(422);
            assertThat(answer.body().at("/errors").findValuesAsString("pointer"))
                    .as("%s", money)
                    .allMatch(pointer -> pointer.startsWith("/amount"))
                    .isNotEmpty();
        }
    }

    @Test
    void money_from_an_unknown_customer_is_refused() {
        Map<String, Object> payment =
                Map.of(
                        "customerId",
                        UUID.randomUUID(),
                        "amount",
                        Map.of("amount", "10.00", "currency", "EUR"),
                        "allocations",
                        List.of());
        long before = rows();
        Api.Answer answer = api().post("/api/v1/finance/payments", payment).is(422);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/customerId");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void tokens_that_are_missing_forged_or_changed_are_refused() {
        String token = api().token();
        String payload = token.split("\\.")[1];
        String none = "eyJhbGciOiJub25lIn0";
        List<String> bad =
                List.of(
                        "",
                        "x",
                        token.substring(0, token.length() - 4) + "AAAA",
                        none + "." + payload + ".",
                        "a.b.c");
        for (String forged : bad) {
            Api.Answer answer = api().withToken(forged).get(ORDERS).is(401);
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
            assertThat(answer.text("/code")).isNotEmpty();
        }
    }

    @Test
    void a_right_that_a_user_lacks_is_a_403_that_names_it() {
        String name = "clerk-" + UUID.randomUUID().toString().substring(0, 8);
        api().post(
                        "/api/v1/users/roles",
                        Map.of("name", name, "permissions", List.of("inventory.stock.read")));
        api().post(
                        "/api/v1/users/users",
                        Map.of(
                                "username",
                                name,
                                "password",
                                "a-long-enough-secret",
                                "displayName",
                                "Clerk",
                                "roles",
                                List.of(name)))
                .is(201);
        Api clerk = Api.signedIn(base(), name, "a-long-enough-secret");
        clerk.get("/api/v1/finance/payments").is(403);
    }

    @Test
    void another_companys_documents_do_not_exist() {
        Shop shop = Shop.open(api(), 1, 5);
        UUID order = shop.order(shop.line(0, "1", "1")).is(201).id();
        Api stranger = strangerFromAnotherCompany();
        stranger.get(ORDERS + "/" + order).is(404);
        stranger.post(ORDERS + "/" + order + "/confirm", Map.of()).is(404);
        JsonNode seen = stranger.get(ORDERS).is(200).body().at("/items");
        assertThat(seen.findValuesAsString("id")).doesNotContain(order.toString());
    }

    @Test
    void null_delivers_nothing_and_an_empty_object_however_written_everything() {
        Shop shop = Shop.open(api(), 1, 5);
        UUID order = shop.order(shop.line(0, "2", "1")).is(201).id();
        shop.act(order, "confirm").is(200);
        String deliver = ORDERS + "/" + order + "/deliver";
        Api.Answer refused = api().post(deliver, "{\"lines\":null}").is(422);
        assertThat(refused.text("/errors/0/pointer")).isEqualTo("/lines");
        assertThat(api().get(ORDERS + "/" + order + "/deliveries").body().at("/items")).isEmpty();
        api().post(deliver, "{ }").is(201);
        api().post(ORDERS + "/" + order + "/invoice", " {\n} ").is(201);
        assertBooksAreRight();
    }

    @Test
    void unknown_paths_and_methods_are_problems_too() {
        assertThat(api().get("/api/v1/nothing").is(404).header("Content-Type"))
                .startsWith("application/problem+json");
        Api.Answer wrongMethod = api().send("DELETE", ORDERS, null).is(405);
        assertThat(wrongMethod.header("Allow")).contains("GET", "POST");
        api().send("POST", ORDERS, "a=b", "Idempotency-Key", "k", "Accept", "*/*").is(400);
        api().get(ORDERS + "?colour=red").is(422);
        api().get(ORDERS + "?limit=100000").is(422);
        api().get(ORDERS + "/" + UUID.randomUUID()).is(404);
        api().get(ORDERS + "/17").is(404);
    }

    private static List<Bad> shapes(UnaryOperator<String> fine, Shop shop) {
        return List.of(
                new Bad("not JSON", body -> fine.apply(body) + "}", 400, null),
                new Bad("half of it", body -> fine.apply(body).substring(0, 40), 400, null),
                new Bad("an array", body -> "[" + fine.apply(body) + "]", 400, null),
                new Bad(
                        "an unknown field",
                        body -> fine.apply(body).replaceFirst("\\{", "{\"colour\":1,"),
                        422,
                        "/colour"),
                new Bad(
                        "a number for a decimal",
                        body -> fine.apply(body).replace("\"2\"", "2"),
                        400,
                        "/lines/0/quantity"),
                new Bad(
                        "no lines",
                        body -> fine.apply(body).replaceFirst("\"lines\":\\[.*?]", "\"lines\":[]"),
                        422,
                        "/lines"),
                new Bad(
                        "lines left out",
                        body -> without("lines", fine.apply(body)),
                        422,
                        "/lines"));
    }

    private static List<Bad> values(UnaryOperator<String> fine, Shop shop) {
        return List.of(
                new Bad(
                        "a negative quantity",
                        body -> fine.apply(body.replace("QUANTITY", "-1")),
                        422,
                        "/lines/0/quantity"),
                new Bad(
                        "quantity zero",
                        body -> fine.apply(body.replace("QUANTITY", "0")),
                        422,
                        "/lines/0/quantity"),
                new Bad(
                        "a huge quantity",
                        body -> fine.apply(body.replace("QUANTITY", "9".repeat(30))),
                        422,
                        "/lines/0/quantity"),
                new Bad(
                        "seven decimals",
                        body -> fine.apply(body.replace("QUANTITY", "0.0000001")),
                        422,
                        "/lines/0/quantity"),
                new Bad(
                        "an exponent",
                        body -> fine.apply(body.replace("QUANTITY", "1e5")),
                        422,
                        "/lines/0/quantity"),
                new Bad(
                        "a negative price",
                        body -> fine.apply(body.replace("PRICE", "-0.01")),
                        422,
                        "/lines/0/unitPrice"),
                new Bad(
                        "a bad id",
                        body -> fine.apply(body).replace(shop.warehouse().toString(), "main"),
                        422,
                        "/warehouseId"),
                new Bad(
                        "an unknown item",
                        body -> other(fine.apply(body), shop.items().getFirst()),
                        422,
                        "/lines/0/itemId"),
                new Bad(
                        "an unknown customer",
                        body -> other(fine.apply(body), shop.customers().getFirst()),
                        422,
                        "/customerId"),
                new Bad(
                        "an unknown warehouse",
                        body -> other(fine.apply(body), shop.warehouse()),
                        422,
                        "/warehouseId"));
    }

    private static String without(String field, String body) {
        ObjectNode tree = (ObjectNode) Api.JSON.readTree(body);
        tree.remove(field);
        return tree.toString();
    }

    private static String other(String body, UUID id) {
        return body.replace(id.toString(), UUID.randomUUID().toString());
    }
}
