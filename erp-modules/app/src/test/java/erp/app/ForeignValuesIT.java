package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Every id in every body is of the caller's company, and every currency is the company's: the
 * description of the API says where there are any, and each is sent wrong.
 */
class ForeignValuesIT extends ErpIT {
    /** Where another company's value is right. */
    private static final Map<String, String> ALLOWED =
            Map.of(
                    "createUser /companyId",
                    "administrators of the first company make users of others",
                    "createCompany /currency",
                    "a company is founded with it",
                    "holdDocuments /documents/0/id",
                    "each document has a result of its own, which says so",
                    "releaseDocuments /documents/0/id",
                    "each document has a result of its own, which says so");

    /** A request that is right, with every id and currency that it can have. */
    record Sample(String method, String path, String body, String... headers) {
        private ObjectNode tree() {
            return (ObjectNode) Api.JSON.readTree(body);
        }

        private boolean has(BodyPlaces.Place place) {
            return !tree().at(place.pointer()).isMissingNode();
        }

        private Api.Answer send(String query, JsonNode sent) {
            List<String> all = new ArrayList<>(List.of(headers));
            all.addAll(List.of("Idempotency-Key", UUID.randomUUID().toString()));
            return api().send(method, path + query, sent.toString(), all.toArray(String[]::new));
        }
    }

    /** What a company has of everything, by the names that bodies give it. */
    record World(
            Map<String, UUID> ids, UUID draft, UUID confirmed, UUID payment, Purchases purchases) {
        private static World of(Api api, UUID company) {
            Shop shop = Shop.open(api, 1, 50);
            UUID account =
                    api.post(
                                    "/api/v1/finance/accounts",
                                    Map.of("code", "6000", "name", "Rent", "type", "EXPENSE"))
                            .is(201)
                            .id();
            UUID draft = shop.order(shop.line(0, "2", "5")).is(201).id();
            UUID confirmed = shop.order(shop.line(0, "2", "5")).is(201).id();
            shop.act(confirmed, "confirm").is(200);
            UUID billed = shop.order(shop.line(0, "2", "5")).is(201).id();
            shop.act(billed, "confirm").is(200);
            shop.act(billed, "deliver").is(201);
            UUID invoice = shop.act(billed, "invoice").is(201).id();
            UUID customer = shop.customers().getFirst();
            UUID payment = paid(api, customer);
            Map<String, UUID> ids = new HashMap<>(ForeignCrm.world(api));
            ids.putAll(ForeignProduction.world(api));
            ids.put("companyId", company);
            ids.put("customerId", customer);
            ids.put("partyId", customer);
            Purchases purchases = Purchases.made(api, shop);
            ids.putAll(purchases.ids());
            ids.put("warehouseId", shop.warehouse());
            ids.put("itemId", shop.items().getFirst());
            ids.put("fromWarehouseId", shop.warehouse());
            ids.put("toWarehouseId", elsewhere(api));
            ids.put("accountId", account);
            ids.put("invoiceId", invoice);
            String items = "/api/v1/finance/open-items?invoiceId=" + invoice;
            ids.put("openItemId", UUID.fromString(api.get(items).is(200).text("/items/0/id")));
            String order = "/api/v1/sales/orders/" + confirmed;
            ids.put("lineId", UUID.fromString(api.get(order).is(200).text("/lines/0/id")));
            ids.putAll(HrSamples.ids(api));
            ids.put("quotationId", quoted(api, shop, customer));
            return new World(ids, draft, confirmed, payment, purchases);
        }

        private static UUID elsewhere(Api api) {
            Map<String, String> warehouse = Map.of("code", "ELSEWHERE", "name", "Elsewhere");
            return api.post("/api/v1/inventory/warehouses", warehouse).is(201).id();
        }

        private static UUID quoted(Api api, Shop shop, UUID customer) {
            Map<String, Object> body =
                    Map.of(
                            "customerId",
                            customer,
                            "warehouseId",
                            shop.warehouse(),
                            "lines",
                            List.of(shop.line(0, "2", "5")));
            return api.post("/api/v1/sales/quotations", body).is(201).id();
        }

        /** The text with {@code <itemId>} and so on replaced. */
        String fill(String text) {
            String filled = text;
            for (Map.Entry<String, UUID> id : ids.entrySet()) {
                filled = filled.replace("<" + id.getKey() + ">", id.getValue().toString());
            }
            return filled.replace("'", "\"")
                    .replace("<5>", "{\"amount\":\"5\",\"currency\":\"EUR\"}");
        }
    }

    private static UUID paid(Api api, UUID customer) {
        Map<String, String> amount = Map.of("amount", "6", "currency", "EUR");
        return api.post(
                        "/api/v1/finance/payments",
                        Map.of("customerId", customer, "amount", amount))
                .is(201)
                .id();
    }

    @TestFactory
    Stream<DynamicTest> what_is_not_the_companys_is_refused_by_its_field() {
        World own = World.of(api(), companyOf(api()));
        Api stranger = strangerFromAnotherCompany();
        World foreign = World.of(stranger, companyOf(stranger));
        Map<String, List<Sample>> samples = ForeignSamples.of(own);
        return BodyPlaces.of(api()).entrySet().stream()
                .flatMap(
                        operation ->
                                operation.getValue().stream()
                                        .filter(it -> !allowed(operation.getKey(), it))
                                        .map(
                                                place ->
                                                        DynamicTest.dynamicTest(
                                                                operation.getKey()
                                                                        + " "
                                                                        + place.pointer(),
                                                                () ->
                                                                        refused(
                                                                                samples
                                                                                        .getOrDefault(
                                                                                                operation
                                                                                                        .getKey(),
                                                                                                List
                                                                                                        .of()),
                                                                                place,
                                                                                foreign))));
    }

    @Test
    void a_user_is_made_in_a_company_that_there_is_and_that_one_may_act_for() {
        Api stranger = strangerFromAnotherCompany();
        Map<String, Object> user =
                new HashMap<>(
                        Map.of(
                                "username",
                                "nobody",
                                "password",
                                "a-long-enough-secret",
                                "displayName",
                                "Nobody",
                                "companyId",
                                UUID.randomUUID(),
                                "roles",
                                List.of("administrator")));
        long before = rows();
        Api.Answer nowhere = api().post("/api/v1/users/users", user).is(404);
        assertThat(nowhere.text("/errors/0/pointer")).isEqualTo("/companyId");
        user.put("companyId", companyOf(api()));
        Api.Answer elsewhere = stranger.post("/api/v1/users/users", user).is(403);
        assertThat(elsewhere.text("/errors/0/pointer")).isEqualTo("/companyId");
        assertThat(rows()).isEqualTo(before);
    }

    private static void refused(List<Sample> samples, BodyPlaces.Place place, World foreign) {
        List<Sample> fitting = samples.stream().filter(it -> it.has(place)).toList();
        assertThat(fitting)
                .as("a right request with %s: add one to ForeignSamples", place.pointer())
                .isNotEmpty();
        for (Sample sample : fitting) {
            Api.Answer right = sample.send("?dryRun=true", sample.tree());
            assertThat(right.status()).as("%s", right.body()).isBetween(200, 299);
            for (String wrong : wrong(place, foreign)) {
                long before = rows();
                ObjectNode body = sample.tree();
                set(body, place.pointer(), wrong);
                Api.Answer answer = sample.send("", body);
                assertThat(answer.status()).as("%s", answer.body()).isBetween(400, 499);
                assertThat(answer.body().at("/errors").findValuesAsString("pointer"))
                        .as("%s: %s", wrong, answer.body())
                        .contains(place.pointer());
                assertThat(rows()).isEqualTo(before);
            }
        }
    }

    private static List<String> wrong(BodyPlaces.Place place, World foreign) {
        if (place.kind() == BodyPlaces.Kind.CURRENCY) {
            return List.of("USD", "JPY", "KWD");
        }
        UUID theirs = foreign.ids().get(place.member());
        assertThat(theirs).as("another company's %s: add one to World", place.member()).isNotNull();
        return List.of(theirs.toString(), UUID.randomUUID().toString());
    }

    private static boolean allowed(String operation, BodyPlaces.Place place) {
        return ALLOWED.containsKey(operation + " " + place.pointer());
    }

    private static void set(ObjectNode body, String pointer, String value) {
        int last = pointer.lastIndexOf('/');
        JsonNode parent = body.at(pointer.substring(0, last));
        String member = pointer.substring(last + 1);
        if (parent instanceof ArrayNode list) {
            list.set(Integer.parseInt(member), list.stringNode(value));
        } else {
            ((ObjectNode) parent).put(member, value);
        }
    }
}
