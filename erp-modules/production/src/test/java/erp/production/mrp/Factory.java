package erp.production.mrp;

import erp.inventory.stock.Origin;
import erp.production.bills.Recipe;
import erp.production.centres.WorkingCalendar;
import erp.production.items.LotSizing;
import erp.production.mrp.Requirements.Demand;
import erp.production.mrp.Requirements.Supply;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Makes up companies: items in levels, what they are made of, what is wanted and what comes. */
final class Factory {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final WorkingCalendar WEEKDAYS =
            new WorkingCalendar(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), Set.of());

    private Factory() {}

    /** A small one. */
    static Requirements random(int seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        return make(random, 4, 3, 20, random.nextInt(12), 60);
    }

    /**
     * @param perLevel items of each level
     * @param days in which demands lie
     */
    static Requirements make(
            RandomGenerator random, int levels, int perLevel, int demands, int supplies, int days) {
        List<List<UUID>> byLevel = new ArrayList<>();
        for (int level = 0; level < levels; level++) {
            List<UUID> ids = new ArrayList<>();
            for (int i = 0; i < perLevel; i++) {
                ids.add(new UUID(random.nextLong(), random.nextLong()));
            }
            byLevel.add(ids);
        }
        List<PlanItem> items = new ArrayList<>();
        for (int level = 0; level < levels; level++) {
            for (UUID id : byLevel.get(level)) {
                List<UUID> below = level == levels - 1 ? List.of() : byLevel.get(level + 1);
                items.add(item(random, id, below));
            }
        }
        List<Demand> wanted = new ArrayList<>();
        for (int i = 0; i < demands; i++) {
            int level = random.nextInt(4) == 0 ? random.nextInt(levels) : 0;
            UUID item = byLevel.get(level).get(random.nextInt(perLevel));
            wanted.add(
                    new Demand(
                            item,
                            TODAY.plusDays(random.nextInt(days)),
                            quantity(random, 50),
                            origin(random)));
        }
        List<Supply> coming = new ArrayList<>();
        for (int i = 0; i < supplies; i++) {
            UUID item = byLevel.get(random.nextInt(levels)).get(random.nextInt(perLevel));
            coming.add(
                    new Supply(
                            item,
                            TODAY.plusDays(random.nextInt(days)),
                            quantity(random, 40),
                            origin(random)));
        }
        return new Requirements(TODAY, TODAY.plusDays(days), items, wanted, coming, 10_000_000);
    }

    private static PlanItem item(RandomGenerator random, UUID id, List<UUID> below) {
        List<Recipe.Part> parts = new ArrayList<>();
        Set<UUID> used = new HashSet<>();
        int count = Math.min(below.size(), 1 + random.nextInt(3));
        while (parts.size() < count) {
            UUID part = below.get(random.nextInt(below.size()));
            if (used.add(part)) {
                BigDecimal scrap =
                        random.nextInt(5) == 0 ? new BigDecimal("0.05") : BigDecimal.ZERO;
                parts.add(
                        new Recipe.Part(
                                part, BigDecimal.valueOf(1 + random.nextInt(2)), scrap, false));
            }
        }
        List<PlanItem.Version> versions =
                parts.isEmpty()
                        ? List.of()
                        : List.of(
                                new PlanItem.Version(
                                        new Recipe(
                                                id,
                                                id,
                                                BigDecimal.ONE,
                                                false,
                                                null,
                                                parts,
                                                List.of()),
                                        TODAY.minusYears(1),
                                        null));
        boolean made = !versions.isEmpty();
        return new PlanItem(
                id,
                made,
                lot(random),
                random.nextInt(6),
                made ? WEEKDAYS : WorkingCalendar.EVERY_DAY,
                random.nextBoolean() ? quantity(random, 60) : BigDecimal.ZERO,
                random.nextInt(4) == 0 ? quantity(random, 20) : BigDecimal.ZERO,
                false,
                versions);
    }

    private static Lot lot(RandomGenerator random) {
        return switch (random.nextInt(3)) {
            case 0 -> Lot.FOR_LOT;
            case 1 ->
                    new Lot(
                            LotSizing.FIXED,
                            BigDecimal.valueOf(200 + random.nextInt(800)),
                            null,
                            null);
            default ->
                    new Lot(
                            LotSizing.MINIMUM_MULTIPLE,
                            null,
                            BigDecimal.valueOf(200 + random.nextInt(800)),
                            BigDecimal.valueOf(5L * (1 + random.nextInt(10))));
        };
    }

    static PlanItem bought(UUID id, Lot lot) {
        return new PlanItem(
                id,
                false,
                lot,
                0,
                WorkingCalendar.EVERY_DAY,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                false,
                List.of());
    }

    /** Bought at once and lot for lot. */
    static PlanItem kept(UUID id, String onHand, String safetyStock, boolean isKept) {
        return new PlanItem(
                id,
                false,
                Lot.FOR_LOT,
                0,
                WorkingCalendar.EVERY_DAY,
                new BigDecimal(onHand),
                new BigDecimal(safetyStock),
                isKept,
                List.of());
    }

    /** Made of these at once and lot for lot. */
    static PlanItem made(UUID id, boolean phantom, List<Recipe.Part> parts) {
        return made(new Recipe(id, id, BigDecimal.ONE, phantom, null, parts, List.of()));
    }

    /** Made of a part, with another item coming besides. */
    static PlanItem yielding(UUID id, UUID part, UUID extra, String quantity) {
        return made(
                new Recipe(
                        id,
                        id,
                        BigDecimal.ONE,
                        false,
                        null,
                        List.of(new Recipe.Part(part, BigDecimal.ONE, BigDecimal.ZERO, false)),
                        List.of(
                                new Recipe.ByProduct(
                                        extra, new BigDecimal(quantity), BigDecimal.ZERO))));
    }

    private static PlanItem made(Recipe recipe) {
        return new PlanItem(
                recipe.item(),
                true,
                Lot.FOR_LOT,
                0,
                WorkingCalendar.EVERY_DAY,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                false,
                List.of(new PlanItem.Version(recipe, TODAY.minusYears(1), null)));
    }

    static PlanItem item(Requirements company, UUID id) {
        return company.items().stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
    }

    static Origin origin() {
        return origin(new Random(7));
    }

    private static Origin origin(RandomGenerator random) {
        return new Origin("test.order", new UUID(random.nextLong(), random.nextLong()));
    }

    private static BigDecimal quantity(RandomGenerator random, int most) {
        return BigDecimal.valueOf(1 + random.nextInt(most * 10), 1).setScale(6);
    }
}
