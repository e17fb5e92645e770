package erp.production.bills;

import erp.core.ErpException;
import erp.core.tx.Tx;
import erp.core.value.Quantity;
import erp.production.common.Limits;
import erp.production.common.ProductionError;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The versions that are valid on a day, read level by level. */
public final class Recipes {
    private final Map<UUID, Recipe> byItem = new HashMap<>();

    private Recipes() {}

    /** Of these items and all that they are made of. */
    public static Recipes below(Tx tx, Collection<UUID> items, LocalDate date) {
        return read(tx, items, date, false);
    }

    /** Of these items. */
    public static Recipes of(Tx tx, Collection<UUID> items, LocalDate date) {
        Recipes recipes = new Recipes();
        for (Bill bill :
                new BillQueries_(tx.session())
                        .validOn(List.copyOf(items), BillState.ACTIVE, date)) {
            recipes.byItem.put(bill.itemId(), bill.recipe());
        }
        return recipes;
    }

    /** Of the phantoms among these components, and among theirs: they are never made. */
    public static Recipes phantoms(Tx tx, Collection<UUID> components, LocalDate date) {
        return read(tx, components, date, true);
    }

    private static Recipes read(
            Tx tx, Collection<UUID> items, LocalDate date, boolean phantomsOnly) {
        Recipes recipes = new Recipes();
        Set<UUID> asked = new LinkedHashSet<>();
        Set<UUID> front = new LinkedHashSet<>(items);
        while (!front.isEmpty()) {
            asked.addAll(front);
            if (asked.size() > Limits.EXPLOSION) {
                throw tooLarge();
            }
            Set<UUID> below = new LinkedHashSet<>();
            for (Bill bill :
                    new BillQueries_(tx.session())
                            .validOn(List.copyOf(front), BillState.ACTIVE, date)) {
                Recipe recipe = bill.recipe();
                if (!phantomsOnly || recipe.phantom()) {
                    recipes.byItem.put(recipe.item(), recipe);
                    recipe.parts().forEach(part -> below.add(part.item()));
                }
            }
            below.removeAll(asked);
            front = below;
        }
        return recipes;
    }

    public Map<UUID, Recipe> byItem() {
        return Map.copyOf(byItem);
    }

    public boolean isMade(UUID item) {
        return byItem.containsKey(item);
    }

    /** All active versions of the company, whatever the day, with the days that they are for. */
    public static List<Dated> all(Tx tx) {
        List<Dated> all = new ArrayList<>();
        for (Bill bill : new BillQueries_(tx.session()).inState(BillState.ACTIVE)) {
            BillView view = bill.view();
            LocalDate from = view.validFrom();
            if (from != null) {
                all.add(new Dated(bill.recipe(), from, view.validTo()));
            }
        }
        return all;
    }

    /**
     * A version and the days on which it is valid.
     *
     * @param to the last one; null until further notice
     */
    public record Dated(Recipe recipe, LocalDate from, @Nullable LocalDate to) {}

    /** So much of something, where it can be told. Throws BILL_TOO_LARGE. */
    public static Quantity quantity(BigDecimal value) {
        if (value.compareTo(Limits.NUMBER) >= 0) {
            throw new ErpException(
                    ProductionError.BILL_TOO_LARGE,
                    "the bill asks for %s or more of something",
                    Limits.NUMBER.toPlainString());
        }
        return new Quantity(value);
    }

    static ErpException tooLarge() {
        return new ErpException(
                ProductionError.BILL_TOO_LARGE,
                "the explosion would have more than %s lines",
                Limits.EXPLOSION);
    }
}
