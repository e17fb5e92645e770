package erp.inventory;

import static erp.inventory.Depot.line;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * How many statements (a batch is one) documents of today send. That they may not disturb the past
 * is known without asking; a line more costs no statement more.
 */
class StatementsIT {
    @Test
    void documents_of_today_do_not_ask_for_the_past() {
        try (Depot depot = new Depot()) {
            List<UUID> items = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                items.add(depot.stocked("S-" + i, "1000", "2"));
            }
            documents(depot, items, 3); // fills what is remembered: accounts, periods
            int[] three = documents(depot, items, 3);
            int[] six = documents(depot, items, 6);
            assertThat(six).containsExactly(three);
            assertThat(three).containsExactly(17, 17, 17, 18, 9, 18);
        }
    }

    private static int[] documents(Depot depot, List<UUID> items, int lines) {
        return new int[] {
            sent(depot, "receipts", items, lines, "\"quantity\":\"3\",\"unitCost\":\"2\""),
            sent(depot, "adjustments", items, lines, "\"quantity\":\"-1\""),
            sent(depot, "adjustments", items, lines, "\"quantity\":\"1\""),
            sent(depot, "counts", items, lines, "\"counted\":\"1002\""),
            sent(depot, "counts", items, lines, "\"counted\":\"1002\""),
            sent(depot, "counts", items, lines, "\"counted\":\"1000\"")
        };
    }

    private static int sent(Depot depot, String path, List<UUID> items, int lines, String members) {
        String[] all =
                items.subList(0, lines).stream()
                        .map(item -> line(item, "%s", members))
                        .toArray(String[]::new);
        int before = depot.statements.get();
        depot.post(path, all).expect(201);
        return depot.statements.get() - before;
    }
}
