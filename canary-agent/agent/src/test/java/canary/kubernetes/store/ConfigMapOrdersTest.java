package canary.kubernetes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.kubernetes.store.FaultyApiServer.Fault;
import canary.rollout.Order;

import io.fabric8.kubernetes.api.model.ConfigMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.IntStream;

class ConfigMapOrdersTest {

    private static final ReleaseId ID = new ReleaseId("erp-system", "next");
    private static final String NAME = "erp-release-next-orders";

    private final FaultyApiServer server = new FaultyApiServer();
    private final KubeObjects<ConfigMap> maps = new KubeObjects<>(server.api(), ConfigMap.class);
    private final ConfigMapOrders orders = new ConfigMapOrders(maps, ID);

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void gives_back_who_asks_and_under_which_conditions_oldest_first() {
        assertThat(orders.oldest(Set.of(), false)).isNull();
        String promote =
                orders.put(
                        new Order("", Order.Verb.PROMOTE, "bob", null, "v1 is\nworse"),
                        Entries.NOW.plusSeconds(1));
        String pause = orders.put(new Order("", Order.Verb.PAUSE, "ann", true, null), Entries.NOW);
        assertThat(orders.oldest(Set.of(), false))
                .isEqualTo(new Order(pause, Order.Verb.PAUSE, "ann", true, null));
        assertThat(orders.oldest(Set.of(pause), false))
                .isEqualTo(new Order(promote, Order.Verb.PROMOTE, "bob", null, "v1 is worse"));
        assertThat(orders.oldest(Set.of(pause), true)).isNull();
        orders.remove(promote);
        assertThat(orders.oldest(Set.of(pause), false)).isNull();
        assertThat(maps.find(NAME).orElseThrow().getMetadata().getLabels())
                .containsEntry("app", "canary-agent")
                .containsEntry("erp-release", "next");
    }

    @Test
    void an_order_for_safety_needs_no_text_and_what_is_none_keeps_nobody_waiting() {
        orders.put(new Order("", Order.Verb.PROMOTE, "bob"), Entries.NOW.plusSeconds(9));
        maps.merge(
                NAME,
                "{\"data\":{\"0000000000001-rollback-x\":\"\",\"0-no order\":\"\",\"note\":\"x\"}}"
                        .replace("0-no order", "0000000000000-begin-x"));
        Order first = orders.oldest(Set.of(), true);
        assertThat(first.verb()).isEqualTo(Order.Verb.ROLLBACK);
        assertThat(first.by()).isEqualTo("somebody");
    }

    @Test
    void many_terminals_leave_theirs_side_by_side() throws InterruptedException {
        Set<String> left = new ConcurrentSkipListSet<>();
        List<Thread> terminals =
                IntStream.range(0, 8)
                        .mapToObj(
                                number ->
                                        Thread.ofVirtual()
                                                .start(
                                                        () ->
                                                                left.add(
                                                                        orders.put(
                                                                                pause(number),
                                                                                Entries.NOW))))
                        .toList();
        for (Thread terminal : terminals) {
            terminal.join();
        }
        Set<String> seen = new TreeSet<>();
        for (Order next = orders.oldest(seen, false);
                next != null;
                next = orders.oldest(seen, false)) {
            seen.add(next.id());
        }
        assertThat(seen).hasSize(8).isEqualTo(left);
    }

    @Test
    void keeps_no_more_than_a_map_can_hold_and_the_newest_of_them() {
        String last = "";
        for (int i = 0; i < ConfigMapOrders.MOST_KEPT + 5; i++) {
            last = orders.put(pause(i), Entries.NOW.plusSeconds(i));
        }
        assertThat(orders.oldest(Set.of(), false)).isNotNull();
        assertThat(maps.find(NAME).orElseThrow().getData())
                .hasSize(ConfigMapOrders.MOST_KEPT)
                .containsKey(last);
        Order endless = new Order("", Order.Verb.PAUSE, "a".repeat(1_000_000));
        String id = orders.put(endless, Entries.NOW.plusSeconds(999));
        assertThat(maps.find(NAME).orElseThrow().getData().get(id)).hasSize(4000);
    }

    @Test
    void says_that_an_order_could_not_be_left() {
        server.faults = _ -> Fault.REFUSED;
        assertThatThrownBy(() -> orders.put(pause(1), Entries.NOW))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot patch ConfigMap " + NAME);
    }

    private static Order pause(int by) {
        return new Order("", Order.Verb.PAUSE, "terminal " + by);
    }
}
