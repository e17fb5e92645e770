package erp.production.mrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.production.bills.Recipe;
import erp.production.items.LotSizing;
import erp.production.mrp.PlanSink.Message;
import erp.production.mrp.PlanSink.Peg;
import erp.production.mrp.PlanSink.PlannedOrder;
import erp.production.mrp.Requirements.Demand;
import erp.production.mrp.Requirements.Supply;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/** What holds of every plan, over made-up companies; a failure names its seed. */
class MrpTest {
    private static final int COMPANIES = 150;
    private static final UUID OTHER = UUID.randomUUID();

    /** A plan as it was told. */
    private static final class Told implements PlanSink {
        final List<PlannedOrder> orders = new ArrayList<>();
        final List<Peg> pegs = new ArrayList<>();
        final List<Message> messages = new ArrayList<>();

        @Override
        public void order(PlannedOrder order) {
            orders.add(order);
        }

        @Override
        public void peg(Peg peg) {
            pegs.add(peg);
        }

        @Override
        public void message(Message message) {
            messages.add(message);
        }
    }

    private static Told plan(Requirements requirements) {
        Told told = new Told();
        assertThat(Mrp.plan(requirements, told)).isEqualTo(told.orders.size());
        return told;
    }

    @Test
    void each_demand_is_covered_exactly_and_no_supply_gives_more_than_it_has() {
        for (int seed = 0; seed < COMPANIES; seed++) {
            Requirements company = Factory.random(seed);
            Told told = plan(company);
            Map<Party, BigDecimal> wanted = new HashMap<>();
            Map<Party, BigDecimal> had = new HashMap<>();
            for (Peg peg : told.pegs) {
                wanted.merge(key(peg.demand(), peg.item()), peg.quantity(), BigDecimal::add);
                had.merge(key(peg.supply(), peg.item()), peg.quantity(), BigDecimal::add);
            }
            for (Demand demand : company.demands()) {
                assertThat(wanted.get(new Party.Document(demand.origin())))
                        .as("seed %d", seed)
                        .isEqualByComparingTo(demand.quantity());
            }
            for (Supply supply : company.supplies()) {
                assertThat(had.getOrDefault(new Party.Document(supply.origin()), BigDecimal.ZERO))
                        .as("seed %d", seed)
                        .isLessThanOrEqualTo(supply.quantity());
            }
            for (PlannedOrder order : told.orders) {
                assertThat(had.get(new Party.Planned(order.no())))
                        .as("seed %d", seed)
                        .isPositive()
                        .isLessThanOrEqualTo(order.quantity());
            }
        }
    }

    /** Stock and safety are one of each item. */
    private static Party key(Party party, UUID item) {
        return switch (party) {
            case Party.Stock(), Party.Safety() ->
                    new Party.Document(
                            new erp.inventory.stock.Origin(party.getClass().getSimpleName(), item));
            case Party.Document(_), Party.Planned(_) -> party;
        };
    }

    @Test
    void no_stock_is_used_that_is_to_stay_and_none_is_left_while_something_is_ordered() {
        for (int seed = 0; seed < COMPANIES; seed++) {
            Requirements company = Factory.random(seed);
            Told told = plan(company);
            for (PlanItem item : company.items()) {
                BigDecimal used =
                        told.pegs.stream()
                                .filter(peg -> peg.item().equals(item.id()))
                                .filter(peg -> peg.supply() instanceof Party.Stock)
                                .map(Peg::quantity)
                                .reduce(BigDecimal.ZERO, BigDecimal::add);
                BigDecimal free = item.onHand().subtract(item.safetyStock()).max(BigDecimal.ZERO);
                assertThat(used).as("seed %d", seed).isLessThanOrEqualTo(free);
                if (told.orders.stream().anyMatch(order -> order.item().equals(item.id()))) {
                    assertThat(used).as("seed %d", seed).isEqualByComparingTo(free);
                }
            }
        }
    }

    @Test
    void an_order_wants_of_its_components_what_its_bill_says() {
        for (int seed = 0; seed < COMPANIES; seed++) {
            Requirements company = Factory.random(seed);
            Told told = plan(company);
            Map<Party, BigDecimal> wants = new HashMap<>();
            told.pegs.forEach(peg -> wants.merge(peg.demand(), peg.quantity(), BigDecimal::add));
            for (PlannedOrder order : told.orders) {
                PlanItem item = Factory.item(company, order.item());
                BigDecimal expected =
                        item.versions().isEmpty()
                                ? BigDecimal.ZERO
                                : item.versions().getFirst().recipe().parts().stream()
                                        .map(
                                                part ->
                                                        item.versions()
                                                                .getFirst()
                                                                .recipe()
                                                                .needed(part, order.quantity()))
                                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                BigDecimal wanted =
                        wants.getOrDefault(new Party.Planned(order.no()), BigDecimal.ZERO);
                assertThat(wanted).as("seed %d", seed).isEqualByComparingTo(expected);
            }
        }
    }

    @Test
    void lots_are_as_they_should_be_and_a_lot_for_lot_is_all_used() {
        for (int seed = 0; seed < COMPANIES; seed++) {
            Requirements company = Factory.random(seed);
            for (PlannedOrder order : plan(company).orders) {
                Lot lot = Factory.item(company, order.item()).lot();
                switch (lot.sizing()) {
                    case FIXED ->
                            assertThat(order.quantity())
                                    .as("seed %d", seed)
                                    .isEqualByComparingTo(lot.fixed());
                    case MINIMUM_MULTIPLE -> {
                        assertThat(order.quantity())
                                .as("seed %d", seed)
                                .isGreaterThanOrEqualTo(lot.minimum());
                        assertThat(order.quantity().remainder(lot.multiple()))
                                .as("seed %d", seed)
                                .isZero();
                    }
                    case LOT_FOR_LOT -> assertThat(order.quantity()).isPositive();
                }
                assertThat(order.start()).isBetween(company.today(), order.due());
            }
        }
    }

    @Test
    void nothing_depends_on_the_order_in_which_things_are_told() {
        for (int seed = 0; seed < COMPANIES; seed++) {
            Requirements company = Factory.random(seed);
            Random random = new Random(seed);
            List<PlanItem> items = new ArrayList<>(company.items());
            List<Demand> demands = new ArrayList<>(company.demands());
            List<Supply> supplies = new ArrayList<>(company.supplies());
            Collections.shuffle(items, random);
            Collections.shuffle(demands, random);
            Collections.shuffle(supplies, random);
            Told one = plan(company);
            Told other =
                    plan(
                            new Requirements(
                                    company.today(),
                                    company.horizon(),
                                    items,
                                    demands,
                                    supplies,
                                    company.mostOrders()));
            assertThat(other.orders).as("seed %d", seed).isEqualTo(one.orders);
            assertThat(other.pegs).as("seed %d", seed).isEqualTo(one.pegs);
            assertThat(other.messages).as("seed %d", seed).isEqualTo(one.messages);
        }
    }

    private static PlanItem made(UUID id, boolean phantom, UUID... parts) {
        return Factory.made(
                id,
                phantom,
                Stream.of(parts)
                        .map(part -> new Recipe.Part(part, BigDecimal.ONE, BigDecimal.ZERO, false))
                        .toList());
    }

    private static Requirements one(List<PlanItem> items, int mostOrders) {
        return new Requirements(
                Factory.TODAY,
                Factory.TODAY.plusDays(9),
                items,
                List.of(
                        new Demand(
                                items.getFirst().id(),
                                Factory.TODAY,
                                BigDecimal.ONE,
                                Factory.origin())),
                List.of(),
                mostOrders);
    }

    /** Two of each go into the one above: 2^20 lines, and one item at the bottom. */
    @Test
    void phantoms_that_multiply_without_end_are_refused_and_few_are_merged() {
        for (int levels : List.of(3, 20)) {
            List<PlanItem> items = new ArrayList<>();
            UUID bottom = UUID.randomUUID();
            UUID left = bottom;
            UUID right = bottom;
            items.add(Factory.bought(bottom, Lot.FOR_LOT));
            for (int i = 0; i < levels; i++) {
                UUID a = UUID.randomUUID();
                UUID b = UUID.randomUUID();
                items.addFirst(made(b, true, left, right));
                items.addFirst(made(a, true, left, right));
                left = a;
                right = b;
            }
            items.addFirst(made(UUID.randomUUID(), false, left, right));
            Requirements wanted = one(items, 1_000_000);
            if (levels == 3) {
                Told told = plan(wanted);
                assertThat(told.orders).hasSize(2);
                assertThat(told.orders.getLast().quantity()).isEqualByComparingTo("16");
                assertThat(told.pegs).hasSize(2);
            } else {
                assertThatThrownBy(() -> plan(wanted))
                        .isInstanceOf(PlanTooLarge.class)
                        .hasMessageContaining("more than 20000 lines");
            }
        }
    }

    @Test
    void a_plan_of_too_many_lines_or_too_much_of_something_is_refused() {
        List<PlanItem> items = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            items.add(Factory.bought(UUID.randomUUID(), Lot.FOR_LOT));
        }
        UUID[] parts = items.stream().map(PlanItem::id).toArray(UUID[]::new);
        items.addFirst(made(UUID.randomUUID(), false, parts));
        assertThatThrownBy(() -> plan(one(items, 2)))
                .isInstanceOf(PlanTooLarge.class)
                .hasMessageContaining("more than 10 lines");
        PlanItem much =
                Factory.bought(
                        UUID.randomUUID(),
                        new Lot(LotSizing.MINIMUM_MULTIPLE, null, BigDecimal.TEN.pow(12), null));
        assertThatThrownBy(() -> plan(one(List.of(much), 9))).isInstanceOf(PlanTooLarge.class);
    }

    @Test
    void a_plan_ends_when_its_thread_is_told_to() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> plan(Factory.random(1)))
                    .isInstanceOf(CancellationException.class);
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void what_comes_after_the_horizon_is_not_told_to_be_cancelled() {
        PlanItem item = Factory.bought(UUID.randomUUID(), Lot.FOR_LOT);
        LocalDate horizon = Factory.TODAY.plusDays(9);
        List<Supply> coming =
                List.of(
                        new Supply(item.id(), horizon, BigDecimal.ONE, Factory.origin()),
                        new Supply(
                                item.id(), horizon.plusDays(1), BigDecimal.ONE, Factory.origin()));
        Told told =
                plan(new Requirements(Factory.TODAY, horizon, List.of(item), List.of(), coming, 9));
        assertThat(told.messages).hasSize(1);
        assertThat(told.messages.getFirst().dated()).isEqualTo(horizon);
    }

    @Test
    void safety_stock_is_kept_where_the_item_is_about_or_is_to_be_kept() {
        PlanItem item = Factory.kept(UUID.randomUUID(), "0", "10", false);
        PlanItem empty = Factory.kept(new UUID(1, 1), "0", "10", true);
        assertThat(
                        plan(new Requirements(
                                        Factory.TODAY,
                                        Factory.TODAY.plusDays(9),
                                        List.of(item, Factory.kept(OTHER, "4", "10", false), empty),
                                        List.of(),
                                        List.of(),
                                        9))
                                .orders)
                .extracting(PlannedOrder::item)
                .containsExactlyInAnyOrder(OTHER, empty.id());
        assertThat(plan(one(List.of(item), 9)).orders.getFirst().quantity())
                .isEqualByComparingTo("11");
    }

    /** Five come besides on the sixth day, when ten planks are ready. */
    @Test
    void what_comes_besides_covers_what_is_wanted_by_then_and_no_earlier() {
        UUID plank = new UUID(9, 1);
        UUID dust = new UUID(1, 2);
        UUID log = new UUID(2, 3);
        List<PlanItem> items =
                List.of(
                        Factory.bought(dust, Lot.FOR_LOT),
                        Factory.yielding(plank, log, dust, "0.5"),
                        Factory.bought(log, Lot.FOR_LOT));
        Told told =
                plan(
                        wanting(
                                items,
                                wanted(plank, 10, 5),
                                wanted(dust, 3, 4),
                                wanted(dust, 4, 5),
                                wanted(dust, 2, 6)));
        assertThat(told.orders)
                .extracting(it -> it.item() + " " + it.quantity().stripTrailingZeros().intValue())
                .containsExactly(plank + " 10", dust + " 3", dust + " 1", log + " 10");
        assertThat(told.pegs)
                .filteredOn(
                        it -> it.item().equals(dust) && it.supply().equals(new Party.Planned(0)))
                .extracting(it -> it.neededOn() + " " + it.quantity().intValue())
                .containsExactly(
                        Factory.TODAY.plusDays(5) + " 4", Factory.TODAY.plusDays(6) + " 1");
        assertThat(told.messages).isEmpty();
    }

    /** Dust is made of planks, which bring dust: only chips, which are on no circle, count. */
    @Test
    void by_products_on_a_circle_do_not_count_and_those_below_do() {
        UUID plank = new UUID(1, 1);
        UUID dust = new UUID(1, 2);
        UUID log = new UUID(1, 3);
        UUID chip = new UUID(1, 4);
        List<PlanItem> items =
                List.of(
                        Factory.yielding(plank, log, dust, "1"),
                        Factory.yielding(dust, plank, chip, "1"),
                        Factory.bought(log, Lot.FOR_LOT),
                        Factory.bought(chip, Lot.FOR_LOT));
        Told told = plan(wanting(items, wanted(dust, 2, 5), wanted(chip, 2, 5)));
        assertThat(told.orders).extracting(PlannedOrder::item).containsExactly(dust, plank, log);
    }

    private static Demand wanted(UUID item, int quantity, int day) {
        return new Demand(
                item, Factory.TODAY.plusDays(day), new BigDecimal(quantity), Factory.origin());
    }

    private static Requirements wanting(List<PlanItem> items, Demand... demands) {
        return new Requirements(
                Factory.TODAY, Factory.TODAY.plusDays(9), items, List.of(demands), List.of(), 9);
    }

    @Test
    void a_plan_without_end_is_refused() {
        LocalDate today = LocalDate.of(2026, 11, 24);
        PlanItem item =
                Factory.bought(
                        UUID.randomUUID(),
                        new Lot(LotSizing.FIXED, new BigDecimal("0.000001"), null, null));
        Demand demand = new Demand(item.id(), today, new BigDecimal(1_000_000), Factory.origin());
        assertThatThrownBy(
                        () ->
                                plan(
                                        new Requirements(
                                                today,
                                                today.plusDays(9),
                                                List.of(item),
                                                List.of(demand),
                                                List.of(),
                                                1_000)))
                .isInstanceOf(TooManyOrders.class);
    }
}
