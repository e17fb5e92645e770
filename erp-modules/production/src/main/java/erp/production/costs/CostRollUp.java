package erp.production.costs;

import erp.core.ErpException;
import erp.core.tx.Tx;
import erp.core.value.UnitPrice;
import erp.inventory.Inventory;
import erp.production.bills.Recipe;
import erp.production.bills.Recipes;
import erp.production.centres.WorkCentre;
import erp.production.centres.WorkCentres;
import erp.production.common.Limits;
import erp.production.common.ProductionError;
import erp.production.items.ItemPlanView;
import erp.production.items.ItemPlans;
import erp.production.routings.Operation;
import erp.production.routings.Routing;
import erp.production.routings.Routings;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What items cost, from the bottom up. A part of a product costs its standard; else what it is
 * worth in stock; else what its own bill sums up to. The product itself is always summed up. A
 * by-product takes its share off.
 */
public final class CostRollUp {
    private static final int SCALE = 6;

    private final Recipes recipes;
    private final Map<UUID, UnitPrice> averages;
    private final Map<UUID, ItemPlanView> plans;
    private final Map<UUID, Routing> routings;
    private final Map<UUID, WorkCentre> centres;
    private final Map<UUID, ItemCost> known = new HashMap<>();

    private CostRollUp(Tx tx, Inventory inventory, Recipes recipes, Collection<UUID> items) {
        this.recipes = recipes;
        Set<UUID> all = new HashSet<>(items);
        recipes.byItem()
                .values()
                .forEach(recipe -> recipe.parts().forEach(part -> all.add(part.item())));
        this.routings =
                Routings.of(
                        tx,
                        recipes.byItem().values().stream()
                                .map(Recipe::routing)
                                .filter(Objects::nonNull)
                                .collect(Collectors.toSet()));
        operations().map(Operation::subcontractItem).filter(Objects::nonNull).forEach(all::add);
        this.averages = inventory.averageCosts(tx, all);
        this.plans = ItemPlans.of(tx, all);
        this.centres =
                WorkCentres.of(
                        tx, operations().map(Operation::workCentre).collect(Collectors.toSet()));
    }

    private Stream<Operation> operations() {
        return routings.values().stream().flatMap(routing -> routing.operations().stream());
    }

    /** With all that is needed to know what these items cost by the versions of that day. */
    public static CostRollUp of(
            Tx tx, Inventory inventory, Collection<UUID> items, LocalDate date) {
        return new CostRollUp(tx, inventory, Recipes.below(tx, items, date), items);
    }

    /** What a unit costs where it is a part of something. */
    public ItemCost part(UUID item) {
        ItemCost before = known.get(item);
        if (before != null) {
            return before;
        }
        ItemCost cost = find(item);
        known.put(item, cost);
        return cost;
    }

    private ItemCost find(UUID item) {
        return bought(item).orElseGet(() -> rolledUp(item));
    }

    /** What a unit costs that is not summed up. */
    private Optional<ItemCost> bought(UUID item) {
        ItemPlanView plan = plans.get(item);
        UnitPrice standard = plan == null ? null : plan.standardCost();
        if (standard != null) {
            return Optional.of(
                    new ItemCost(CostSource.STANDARD, standard.value(), BigDecimal.ZERO));
        }
        UnitPrice average = averages.get(item);
        return average == null
                ? Optional.empty()
                : Optional.of(new ItemCost(CostSource.AVERAGE, average.value(), BigDecimal.ZERO));
    }

    /** What a unit costs that is made now; what it costs as a part where it has no bill. */
    public ItemCost product(UUID item) {
        return recipes.isMade(item) ? rolledUp(item) : part(item);
    }

    /** What all parts of the recipe, and their own, are: for who wants to see them. */
    public List<Recipe.Part> parts(UUID item) {
        Recipe recipe = recipes.byItem().get(item);
        return recipe == null ? List.of() : recipe.parts();
    }

    /** How much of a part goes into one unit. */
    public BigDecimal perUnit(UUID item, Recipe.Part part) {
        Recipe recipe = Objects.requireNonNull(recipes.byItem().get(item));
        return recipe.needed(part, BigDecimal.ONE);
    }

    /** Throws COST_LIMIT. */
    private ItemCost rolledUp(UUID item) {
        Recipe recipe = recipes.byItem().get(item);
        if (recipe == null) {
            return new ItemCost(CostSource.NONE, BigDecimal.ZERO, BigDecimal.ZERO);
        }
        BigDecimal material = BigDecimal.ZERO;
        for (Recipe.Part part : recipe.parts()) {
            material =
                    material.add(
                            recipe.needed(part, recipe.quantity())
                                    .multiply(part(part.item()).total()));
        }
        BigDecimal time = BigDecimal.ZERO;
        Routing routing = recipe.routing() == null ? null : routings.get(recipe.routing());
        if (routing != null) {
            for (Operation operation : routing.operations()) {
                BigDecimal rate = WorkCentres.require(centres, operation.workCentre()).rate();
                time = time.add(operation.hours(recipe.quantity()).multiply(rate));
                UUID service = operation.subcontractItem();
                if (service != null) {
                    BigDecimal price = bought(service).map(ItemCost::total).orElse(BigDecimal.ZERO);
                    material = material.add(recipe.quantity().multiply(price));
                }
            }
        }
        BigDecimal share =
                BigDecimal.ONE.subtract(
                        recipe.byProducts().stream()
                                .map(Recipe.ByProduct::costShare)
                                .reduce(BigDecimal.ZERO, BigDecimal::add));
        ItemCost cost =
                new ItemCost(
                        CostSource.ROLLED_UP,
                        perUnit(material.multiply(share), recipe),
                        perUnit(time.multiply(share), recipe));
        if (cost.total().compareTo(Limits.NUMBER) >= 0) {
            throw new ErpException(
                    ProductionError.COST_LIMIT,
                    "one of item %s would cost %s or more",
                    item,
                    Limits.NUMBER.toPlainString());
        }
        return cost;
    }

    private static BigDecimal perUnit(BigDecimal amount, Recipe recipe) {
        return amount.divide(recipe.quantity(), SCALE, RoundingMode.HALF_UP);
    }
}
