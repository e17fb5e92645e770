package erp.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.inventory.planning.Expected;
import erp.purchasing.requisitions.OpenPurchases;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What runs low is requested once, planners see it, and suppliers are measured by what they do. */
class ReplenishmentIT {
    private static final String PROPOSALS = Yard.BASE + "replenishment";
    private static Yard yard;

    @BeforeAll
    static void open() {
        yard = new Yard();
    }

    @AfterAll
    static void close() {
        try {
            assertThat(yard.broken()).isEmpty();
        } finally {
            yard.close();
        }
    }

    @BeforeEach
    void reset() {
        yard.reset();
    }

    @Test
    void what_is_at_its_reorder_point_is_requested_once_up_to_the_target() {
        rule("10", "50").expect(201);
        assertThat(rule("10", "50").expect(409).errors()).containsExactly("/itemId unique");
        assertThat(rule("50", "50").expect(422).errors()).containsExactly("/target order");
        assertThat(yard.buyer.get(PROPOSALS).text("/items/0/quantity")).isEqualTo("50");
        UUID order = yard.confirmed(yard.bolt, "20", "1");
        yard.receive(order, 0, "10").expect(201);
        assertThat(yard.buyer.get(PROPOSALS).json().at("/items"))
                .as("10 there and 10 to come")
                .isEmpty();
        yard.act(yard.buyer, order, "close", "{\"reason\":\"late\"}").expect(200);
        assertThat(yard.buyer.get(PROPOSALS).text("/items/0/quantity")).isEqualTo("40");
        Http.Response requested = refill().expect(201);
        assertThat(requested.text("/state")).isEqualTo("SUBMITTED");
        assertThat(requested.text("/lines/0/quantity")).isEqualTo("40");
        assertThat(refill().expect(409).code()).isEqualTo("purchasing.NOTHING_TO_REORDER");
        assertThat(expected()).containsExactly("purchasing.requisition 40");
    }

    @Test
    void of_those_who_refill_a_warehouse_at_once_one_requests_it() throws Exception {
        rule("10", "50").expect(201);
        List<Http.Response> answers = Together.run(8, _ -> refill());
        assertThat(answers.stream().filter(it -> it.status() == 201)).hasSize(1);
        assertThat(answers.stream().filter(it -> it.status() != 201))
                .allSatisfy(it -> assertThat(it.code()).isEqualTo("purchasing.NOTHING_TO_REORDER"));
    }

    @Test
    void planners_see_open_orders_until_their_goods_come() {
        UUID order = yard.confirmed(yard.bolt, "20", "1");
        yard.receive(order, 0, "5").expect(201);
        yard.draft(yard.nut, "3", "1").expect(201);
        assertThat(expected())
                .containsExactlyInAnyOrder("purchasing.order 15", "purchasing.order 3");
        yard.receive(order, 0, "15").expect(201);
        assertThat(expected()).containsExactly("purchasing.order 3");
    }

    @Test
    void a_supplier_is_measured_by_what_came_when_and_at_what_price() {
        UUID order = yard.confirmed(yard.bolt, "10", "1", yard.nut, "10", "1");
        Http.Response receipt = yard.receive(order, 0, "10", 1, "5").expect(201);
        yard.sendBack(receipt, 0, "3").expect(201);
        UUID bill =
                yard.invoice("R-1", "6.60", yard.line(order, 1), "5", "1.1")
                        .expect(201)
                        .uuid("/id");
        yard.actOnInvoice(yard.chief, bill, "release").expect(200);
        Http.Response measured =
                yard.buyer
                        .get(Yard.BASE + "suppliers/" + yard.supplier + "/performance")
                        .expect(200);
        assertThat(measured.text("/lines")).isEqualTo("2");
        assertThat(measured.text("/onTime")).isEqualTo("0.5");
        assertThat(measured.text("/returned")).isEqualTo("0.2");
        assertThat(measured.text("/refused")).isEqualTo("0");
        assertThat(measured.text("/priceDifference")).isEqualTo("0.1");
        yard.buyer.get(Yard.BASE + "suppliers/" + UUID.randomUUID() + "/performance").expect(404);
    }

    private static List<String> expected() {
        return yard.write(
                tx -> {
                    List<String> told = new ArrayList<>();
                    new OpenPurchases().forEach(tx, it -> told.add(told(it)));
                    return told;
                });
    }

    private static String told(Expected it) {
        return it.origin().type() + " " + it.quantity();
    }

    private static Http.Response rule(String point, String target) {
        return yard.buyer.post(
                Yard.BASE + "reorder-rules",
                """
                {"warehouseId":"%s","itemId":"%s","reorderPoint":"%s","target":"%s"}
                """
                        .formatted(yard.warehouse, yard.bolt, point, target));
    }

    private static Http.Response refill() {
        return yard.buyer.once().post(PROPOSALS, "{\"warehouseId\":\"" + yard.warehouse + "\"}");
    }
}
