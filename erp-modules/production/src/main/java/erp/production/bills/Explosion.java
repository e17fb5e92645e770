package erp.production.bills;

import erp.production.common.Limits;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a quantity is made of: one level for an order, all levels for whoever asks. */
public final class Explosion {
    private final Map<UUID, Recipe> recipes;
    private int looked;

    /** So much of a component, by hand or by what is received. */
    public record Need(UUID item, BigDecimal quantity, boolean backflush) {}

    /**
     * A line of a product structure.
     *
     * @param level 1 for the components of the product itself
     * @param parent what it goes into
     */
    public record Line(
            int level,
            UUID parent,
            UUID item,
            BigDecimal quantity,
            boolean phantom,
            boolean made) {}

    public Explosion(Recipes recipes) {
        this.recipes = recipes.byItem();
    }

    /** What goes into so much of the product directly, through phantoms; each item once. */
    public List<Need> components(Recipe product, BigDecimal quantity) {
        Map<UUID, Need> needs = new LinkedHashMap<>();
        collect(product, quantity, needs);
        return List.copyOf(needs.values());
    }

    private void collect(Recipe recipe, BigDecimal quantity, Map<UUID, Need> needs) {
        count(recipe);
        for (Recipe.Part part : recipe.parts()) {
            BigDecimal needed = recipe.needed(part, quantity);
            Recipe below = recipes.get(part.item());
            if (below != null && below.phantom()) {
                collect(below, needed, needs);
            } else {
                needs.merge(
                        part.item(),
                        new Need(part.item(), needed, part.backflush()),
                        (a, b) ->
                                new Need(
                                        a.item(),
                                        a.quantity().add(b.quantity()),
                                        a.backflush() && b.backflush()));
            }
        }
    }

    /** What taking so much of the product apart gives back, through phantoms; each item once. */
    public Map<UUID, BigDecimal> contents(Recipe product, BigDecimal quantity) {
        Map<UUID, BigDecimal> contents = new LinkedHashMap<>();
        contain(product, quantity, contents);
        return contents;
    }

    private void contain(Recipe recipe, BigDecimal quantity, Map<UUID, BigDecimal> contents) {
        count(recipe);
        for (Recipe.Part part : recipe.parts()) {
            BigDecimal contained = recipe.contained(part, quantity);
            Recipe below = recipes.get(part.item());
            if (below != null && below.phantom()) {
                contain(below, contained, contents);
            } else if (contained.signum() > 0) {
                contents.merge(part.item(), contained, BigDecimal::add);
            }
        }
    }

    /** Phantoms within phantoms multiply. Throws BILL_TOO_LARGE. */
    private void count(Recipe recipe) {
        looked += recipe.parts().size();
        if (looked > Limits.EXPLOSION) {
            throw Recipes.tooLarge();
        }
    }

    /** The whole structure, each component below what it goes into. Throws BILL_TOO_LARGE. */
    public List<Line> lines(UUID product, BigDecimal quantity) {
        List<Line> lines = new ArrayList<>();
        descend(1, product, quantity, lines);
        return lines;
    }

    private void descend(int level, UUID parent, BigDecimal quantity, List<Line> lines) {
        Recipe recipe = recipes.get(parent);
        if (recipe == null) {
            return;
        }
        for (Recipe.Part part : recipe.parts()) {
            if (lines.size() >= Limits.EXPLOSION) {
                throw Recipes.tooLarge();
            }
            BigDecimal needed = recipe.needed(part, quantity);
            Recipe below = recipes.get(part.item());
            lines.add(
                    new Line(
                            level,
                            parent,
                            part.item(),
                            needed,
                            below != null && below.phantom(),
                            below != null));
            descend(level + 1, part.item(), needed, lines);
        }
    }
}
