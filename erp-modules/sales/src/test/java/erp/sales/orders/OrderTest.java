package erp.sales.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import erp.core.ErpException;
import erp.core.Violation;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.finance.tax.TaxCode;
import erp.sales.common.SalesError;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

class OrderTest {
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final Terms TERMS = terms("0.20");

    @Test
    void totals_are_the_sums_over_the_lines() {
        OrderView view = draft("3", "1.115", "1", "0.33").view();
        assertThat(view.net()).isEqualTo(eur("3.68"));
        assertThat(view.tax()).isEqualTo(eur("0.74"));
        assertThat(view.total()).isEqualTo(eur("4.42"));
    }

    @Test
    void confirming_takes_the_tax_and_terms_of_that_moment() {
        Order order = draft("1", "10");
        order.confirm(NOW, terms("0.10"));
        assertThat(order.view().tax()).isEqualTo(eur("1.00"));
        assertThat(order.paymentTermDays()).isEqualTo(14);
    }

    @Test
    void a_draft_is_neither_delivered_nor_invoiced() {
        Order order = draft("1", "10");
        assertThat(refusal(order::deliverAll).code()).isEqualTo(SalesError.ORDER_STATE);
        assertThat(refusal(order::billable).code()).isEqualTo(SalesError.ORDER_STATE);
    }

    @Test
    void refuses_to_deliver_more_than_is_open_and_names_the_line() {
        Order order = confirmed("5", "10", "2", "1");
        order.deliver(List.of(part(order, 0, "3")));
        ErpException refusal =
                refusal(() -> order.deliver(List.of(part(order, 1, "1"), part(order, 0, "2.5"))));
        assertThat(refusal.code()).isEqualTo(SalesError.OVER_DELIVERY);
        assertThat(refusal.violations())
                .extracting(Violation::pointer)
                .containsExactly("/lines/1/quantity");
        assertThat(order.lines().get(1).open())
                .as("nothing of it is done")
                .isEqualTo(Quantity.of(2));
    }

    @Test
    void progress_is_read_from_the_lines() {
        Order order = confirmed("5", "10", "2", "1");
        assertThat(order.delivery()).isEqualTo(Progress.NONE);
        order.deliver(List.of(part(order, 1, "2")));
        assertThat(order.delivery()).isEqualTo(Progress.PARTIAL);
        order.deliverAll();
        assertThat(order.delivery()).isEqualTo(Progress.FULL);
        assertThat(order.invoicing()).isEqualTo(Progress.NONE);
    }

    @Test
    void closes_when_all_is_delivered_and_invoiced() {
        Order order = confirmed("5", "10");
        order.deliver(List.of(part(order, 0, "2")));
        bill(order);
        assertThat(order.state()).isEqualTo(OrderState.CONFIRMED);
        order.deliverAll();
        bill(order);
        assertThat(order.state()).isEqualTo(OrderState.CLOSED);
        assertThat(refusal(order::deliverAll).code()).isEqualTo(SalesError.NOTHING_TO_DELIVER);
        assertThat(refusal(order::billable).code()).isEqualTo(SalesError.NOTHING_TO_INVOICE);
    }

    @Test
    void cancelling_names_what_was_set_aside() {
        assertThat(draft("1", "1").cancel()).isEmpty();
        assertThat(confirmed("1", "1", "1", "1").cancel()).hasSize(2);
        Order begun = confirmed("2", "1");
        begun.deliver(List.of(part(begun, 0, "1")));
        assertThat(refusal(begun::cancel).code()).isEqualTo(SalesError.ALREADY_DELIVERED);
        Order cancelled = draft("1", "1");
        cancelled.cancel();
        assertThat(refusal(cancelled::cancel).code()).isEqualTo(SalesError.ORDER_STATE);
    }

    @Test
    void however_it_is_split_counters_stay_in_order_and_nets_sum_to_the_line() {
        for (long seed = 0; seed < 300; seed++) {
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            Order order = confirmed(1 + random.nextInt(50) + "", "0." + (1 + random.nextInt(9999)));
            OrderLine line = order.lines().getFirst();
            Money billed = Money.zero(EUR);
            while (order.state() == OrderState.CONFIRMED) {
                if (!line.isDelivered()) {
                    long open = line.open().value().longValueExact();
                    order.deliver(List.of(part(order, 0, 1 + random.nextLong(open) + "")));
                }
                if (line.isDelivered() || random.nextBoolean()) {
                    billed = billed.plus(bill(order));
                }
                assertThat(line.billable().isNegative()).as("seed %d", seed).isFalse();
                assertThat(line.open().isNegative()).as("seed %d", seed).isFalse();
            }
            assertThat(billed).as("seed %d", seed).isEqualTo(line.net(EUR));
        }
    }

    private static Money bill(Order order) {
        Money net = Money.zero(EUR);
        for (OrderLine line : order.billable()) {
            net = net.plus(line.worth(EUR));
            line.invoice();
        }
        order.invoiced(net);
        return net;
    }

    private static NewDelivery.Line part(Order order, int line, String quantity) {
        return new NewDelivery.Line(order.lines().get(line).getId(), Quantity.parse(quantity));
    }

    /**
     * @param lines quantity, price, and so on
     */
    private static Order draft(String... lines) {
        List<NewOrder.Line> wanted = new java.util.ArrayList<>();
        for (int i = 0; i < lines.length; i += 2) {
            wanted.add(
                    new NewOrder.Line(
                            UUID.randomUUID(),
                            Quantity.parse(lines[i]),
                            UnitPrice.parse(lines[i + 1]),
                            null));
        }
        return new Order(
                UUID.randomUUID(),
                new NewOrder(UUID.randomUUID(), UUID.randomUUID(), null, wanted),
                EUR,
                TERMS,
                LocalDate.of(2026, 11, 24),
                NOW);
    }

    private static Order confirmed(String... lines) {
        Order order = draft(lines);
        order.confirm(NOW, TERMS);
        return order;
    }

    private static Terms terms(String rate) {
        TaxCode code =
                new TaxCode(UUID.randomUUID(), "STANDARD", new BigDecimal(rate), UUID.randomUUID());
        return new Terms(14, Map.of("STANDARD", code));
    }

    private static ErpException refusal(ThrowingCallable call) {
        return catchThrowableOfType(ErpException.class, call);
    }

    private static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }
}
