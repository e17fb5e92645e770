package erp.sales;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

import java.util.UUID;
import java.util.function.Supplier;

/**
 * How many statements (a batch is one) each call of a flow over three lines sends. The figures are
 * what the throughput rests on; a line more in an order must not cost a statement more.
 */
class StatementsIT {
    @Test
    void calls_of_a_flow_send_few_statements_whatever_the_number_of_lines(TestReporter report) {
        try (Shop shop = new Shop()) {
            UUID[] items = new UUID[6];
            for (int i = 0; i < items.length; i++) {
                items[i] = shop.stocked("S-" + i, "1000", "2");
            }
            flow(shop, items, 3); // fills what is remembered: accounts, periods, taxes
            int[] three = flow(shop, items, 3);
            int[] six = flow(shop, items, 6);
            report.publishEntry(
                    "statements",
                    "create=%d confirm=%d deliver=%d invoice=%d"
                            .formatted(three[0], three[1], three[2], three[3]));
            assertThat(six).containsExactly(three);
            assertThat(three[0]).as("create").isLessThanOrEqualTo(6);
            assertThat(three[1]).as("confirm").isLessThanOrEqualTo(8);
            assertThat(three[2]).as("deliver").isLessThanOrEqualTo(19);
            assertThat(three[3]).as("invoice").isLessThanOrEqualTo(17);
        }
    }

    private static int[] flow(Shop shop, UUID[] items, int lines) {
        Object[] wanted = new Object[3 * lines];
        for (int i = 0; i < lines; i++) {
            wanted[3 * i] = items[i];
            wanted[3 * i + 1] = "2";
            wanted[3 * i + 2] = "9.90";
        }
        UUID[] order = new UUID[1];
        return new int[] {
            count(
                    shop,
                    () -> {
                        order[0] = shop.draft(wanted);
                        return order[0];
                    }),
            count(shop, () -> shop.act(order[0], "confirm").expect(200)),
            count(shop, () -> shop.act(order[0], "deliver").expect(201)),
            count(shop, () -> shop.act(order[0], "invoice").expect(201))
        };
    }

    private static int count(Shop shop, Supplier<?> call) {
        int before = shop.statements.get();
        call.get();
        return shop.statements.get() - before;
    }
}
