package erp.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;

/** What was agreed at once is called off bit by bit, and never more than that. */
class BlanketOrdersIT {
    private static final String PATH = Yard.BASE + "blanket-orders";
    private static Yard yard;
    private UUID agreed;

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
    void a_hundred_bolts_are_agreed() {
        yard.reset();
        agreed = agree(0, 30).expect(201).uuid("/id");
    }

    @Test
    void a_call_off_is_an_order_at_the_agreed_price_that_is_approved_like_any_other() {
        Http.Response order = callOff(yard.bolt, "40").expect(201);
        assertThat(order.text("/net/amount")).isEqualTo("60.00");
        assertThat(order.text("/state")).isEqualTo("DRAFT");
        Http.Response read = yard.buyer.get(PATH + "/" + agreed).expect(200);
        assertThat(read.text("/lines/0/called")).isEqualTo("40");
        assertThat(read.uuid("/orderIds/0")).isEqualTo(order.uuid("/id"));
        Http.Response over = callOff(yard.bolt, "60.5").expect(409);
        assertThat(over.code()).isEqualTo("purchasing.OVER_CALL_OFF");
        assertThat(over.errors()).containsExactly("/lines/0/quantity agreed");
        assertThat(callOff(yard.nut, "1").expect(422).errors())
                .containsExactly("/lines/0/itemId unknown");
        assertThat(
                        yard.buyer
                                .with("If-Match", "\"0\"")
                                .put(
                                        Yard.BASE + "orders/" + order.text("/id"),
                                        yard.orderBody(yard.bolt, "90", "1.5"))
                                .expect(409)
                                .code())
                .isEqualTo("purchasing.ORDER_STATE");
    }

    @Test
    void what_is_cancelled_or_never_came_can_be_called_off_again() {
        UUID order = callOff(yard.bolt, "100").expect(201).uuid("/id");
        callOff(yard.bolt, "1").expect(409);
        yard.act(yard.buyer, order, "cancel", "{\"reason\":\"later\"}").expect(200);
        UUID again = callOff(yard.bolt, "100").expect(201).uuid("/id");
        yard.act(yard.buyer, again, "submit").expect(200);
        yard.act(yard.chief, again, "approve").expect(200);
        yard.act(yard.buyer, again, "confirm").expect(200);
        yard.receive(again, 0, "30").expect(201);
        yard.act(yard.buyer, again, "close", "{\"reason\":\"late\"}").expect(200);
        callOff(yard.bolt, "71").expect(409);
        callOff(yard.bolt, "70").expect(201);
    }

    @Test
    void it_is_called_off_within_its_time_until_it_ends() {
        assertThat(agree(3, 2).expect(422).errors()).containsExactly("/validUntil order");
        Http.Response twice = agree(0, 30, line() + "," + line()).expect(422);
        assertThat(twice.code()).isEqualTo("core.INVALID_REQUEST");
        assertThat(twice.errors()).containsExactly("/lines duplicate");
        agreed = agree(5, 9).expect(201).uuid("/id");
        assertThat(callOff(yard.bolt, "1").expect(409).code())
                .isEqualTo("purchasing.AGREEMENT_STATE");
        yard.buyer
                .once()
                .post(PATH + "/" + agreed + "/end", "{\"reason\":\"found a better one\"}")
                .expect(200);
        assertThat(yard.buyer.get(PATH + "/" + agreed + "/history").text("/items/0/action"))
                .isEqualTo("end");
    }

    @Test
    void sixteen_at_once_call_off_no_more_than_was_agreed() throws Exception {
        List<Http.Response> answers = Together.run(16, _ -> callOff(yard.bolt, "10"));
        assertThat(answers.stream().filter(it -> it.status() == 201)).hasSize(10);
        assertThat(answers.stream().filter(it -> it.status() != 201))
                .allSatisfy(it -> assertThat(it.code()).isEqualTo("purchasing.OVER_CALL_OFF"));
    }

    private static Http.Response agree(int from, int until) {
        return agree(from, until, line());
    }

    private static String line() {
        return "{\"itemId\":\"%s\",\"quantity\":\"100\",\"unitPrice\":\"1.50\"}"
                .formatted(yard.bolt);
    }

    private static Http.Response agree(int from, int until, String lines) {
        return yard.buyer
                .once()
                .post(
                        PATH,
                        """
                        {"supplierId":"%s","validFrom":"%s","validUntil":"%s","lines":[%s]}
                        """
                                .formatted(yard.supplier, yard.in(from), yard.in(until), lines));
    }

    private Http.Response callOff(UUID item, String quantity) {
        return yard.buyer
                .once()
                .post(
                        PATH + "/" + agreed + "/call-off",
                        """
                        {"warehouseId":"%s","lines":[{"itemId":"%s","quantity":"%s"}]}
                        """
                                .formatted(yard.warehouse, item, quantity));
    }
}
