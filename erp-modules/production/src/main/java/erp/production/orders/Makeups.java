package erp.production.orders;

import erp.core.ErpException;
import erp.core.Violations;
import erp.core.tx.Tx;
import erp.inventory.Inventory;
import erp.inventory.items.ItemId;
import erp.inventory.items.WarehouseId;
import erp.production.bills.Bills;
import erp.production.bills.Explosion;
import erp.production.bills.Recipe;
import erp.production.bills.Recipes;
import erp.production.common.ProductionError;
import erp.production.routings.Routing;
import erp.production.routings.Routings;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Finds out what an order takes, does and gives, and that all of it exists. */
final class Makeups {
    private static final BigDecimal MOST = BigDecimal.TEN.pow(12);

    private final Inventory inventory;

    Makeups(Inventory inventory) {
        this.inventory = inventory;
    }

    /**
     * Throws NO_BILL, UNKNOWN_BILL, UNKNOWN_ROUTING, INVALID_LINES and inventory's for items and
     * warehouse.
     */
    Makeup of(Tx tx, NewWorkOrder wanted) {
        inventory.requireWarehouse(tx, new WarehouseId(wanted.warehouseId()), "/warehouseId");
        checkItems(tx, wanted);
        Makeup makeup =
                switch (wanted.kindOrDefault()) {
                    case PRODUCE -> produced(tx, wanted);
                    case REWORK -> reworked(tx, wanted);
                    case DISASSEMBLE -> takenApart(tx, wanted);
                };
        boolean tooMuch =
                makeup.inputs().stream().anyMatch(it -> it.quantity().compareTo(MOST) >= 0)
                        || makeup.steps().stream().anyMatch(it -> it.hours().compareTo(MOST) >= 0)
                        || makeup.results().stream()
                                .anyMatch(it -> it.quantity().compareTo(MOST) >= 0);
        ProductionError.INVALID_LINES.refuseIf(
                tooMuch,
                "/quantity",
                "range",
                "would take or give " + MOST.toPlainString() + " or more of something");
        return makeup;
    }

    private Makeup produced(Tx tx, NewWorkOrder wanted) {
        Recipe recipe = recipe(tx, wanted);
        BigDecimal quantity = wanted.quantity().value();
        List<Makeup.Input> inputs =
                explosion(tx, wanted, recipe).components(recipe, quantity).stream()
                        .map(
                                need ->
                                        new Makeup.Input(
                                                need.item(), need.quantity(), need.backflush()))
                        .toList();
        List<Makeup.Result> results = new ArrayList<>();
        BigDecimal own = BigDecimal.ONE;
        for (Recipe.ByProduct extra : recipe.byProducts()) {
            BigDecimal yielded = recipe.yielded(extra, quantity);
            if (yielded.signum() > 0) {
                results.add(new Makeup.Result(extra.item(), yielded, extra.costShare()));
                own = own.subtract(extra.costShare());
            }
        }
        results.addFirst(new Makeup.Result(wanted.itemId(), quantity, own));
        Routing routing =
                recipe.routing() == null
                        ? null
                        : Routings.of(tx, List.of(recipe.routing())).get(recipe.routing());
        return new Makeup(
                recipe.bill(), recipe.routing(), inputs, steps(routing, quantity), results);
    }

    /** The item itself goes in, with whatever mends it. */
    private static Makeup reworked(Tx tx, NewWorkOrder wanted) {
        BigDecimal quantity = wanted.quantity().value();
        List<Makeup.Input> inputs = new ArrayList<>();
        inputs.add(new Makeup.Input(wanted.itemId(), quantity, false));
        for (NewWorkOrder.Component extra : wanted.extras()) {
            inputs.add(new Makeup.Input(extra.itemId(), extra.quantity().value(), false));
        }
        Routing routing =
                wanted.routingId() == null
                        ? null
                        : Routings.named(tx, wanted.routingId(), "/routingId");
        return new Makeup(
                null,
                wanted.routingId(),
                inputs,
                steps(routing, quantity),
                List.of(new Makeup.Result(wanted.itemId(), quantity, BigDecimal.ONE)));
    }

    private Makeup takenApart(Tx tx, NewWorkOrder wanted) {
        Recipe recipe = recipe(tx, wanted);
        BigDecimal quantity = wanted.quantity().value();
        List<Makeup.Result> results = new ArrayList<>();
        explosion(tx, wanted, recipe)
                .contents(recipe, quantity)
                .forEach(
                        (item, contained) ->
                                results.add(new Makeup.Result(item, contained, BigDecimal.ZERO)));
        ProductionError.INVALID_LINES.refuseIf(
                results.isEmpty(), "/quantity", "range", "is too little to give anything back");
        return new Makeup(
                recipe.bill(),
                null,
                List.of(new Makeup.Input(wanted.itemId(), quantity, false)),
                List.of(),
                results);
    }

    private static Explosion explosion(Tx tx, NewWorkOrder wanted, Recipe recipe) {
        List<UUID> parts = recipe.parts().stream().map(Recipe.Part::item).toList();
        return new Explosion(Recipes.phantoms(tx, parts, wanted.start()));
    }

    private static Recipe recipe(Tx tx, NewWorkOrder wanted) {
        if (wanted.billId() != null) {
            return Bills.named(tx, wanted.billId(), wanted.itemId(), "/billId");
        }
        Recipe recipe =
                Recipes.of(tx, List.of(wanted.itemId()), wanted.start())
                        .byItem()
                        .get(wanted.itemId());
        if (recipe == null) {
            throw ErpException.field(
                    ProductionError.NO_BILL,
                    "/itemId",
                    "bill",
                    "has no bill of material that is valid on " + wanted.start());
        }
        return recipe;
    }

    private static List<Makeup.Step> steps(@Nullable Routing routing, BigDecimal quantity) {
        return routing == null
                ? List.of()
                : routing.operations().stream()
                        .map(
                                operation ->
                                        new Makeup.Step(
                                                operation.name(),
                                                operation.workCentre(),
                                                operation.hours(quantity),
                                                operation.subcontractItem()))
                        .toList();
    }

    private void checkItems(Tx tx, NewWorkOrder wanted) {
        List<ItemId> items = new ArrayList<>(List.of(new ItemId(wanted.itemId())));
        Violations twice = new Violations();
        Set<UUID> seen = new HashSet<>(List.of(wanted.itemId()));
        for (int i = 0; i < wanted.extras().size(); i++) {
            UUID item = wanted.extras().get(i).itemId();
            items.add(new ItemId(item));
            twice.addIf(
                    !seen.add(item),
                    "/components/" + i + "/itemId",
                    "duplicate",
                    "names an item twice, or the one that is reworked");
        }
        twice.refuse(ProductionError.INVALID_LINES);
        inventory.requireItems(
                tx, items, i -> i == 0 ? "/itemId" : "/components/" + (i - 1) + "/itemId");
    }
}
