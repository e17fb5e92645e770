package erp.production.mrp;

import erp.production.bills.Recipe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * How deep each item lies, whatever the day: deeper than all that it goes into, and than all with
 * which it comes as a by-product. Where that runs in a circle, its by-products do not count:
 * whichever item is planned first cannot know what the others will bring.
 */
final class LowLevelCodes {
    /** By item, what lies below it. */
    private final Map<UUID, Set<UUID>> below = new HashMap<>();

    private LowLevelCodes() {}

    /** A by-product that is no component as well. */
    private record Besides(UUID item, UUID extra) {}

    /**
     * By topological order, in time linear in the lines of the bills. Throws {@link
     * IllegalStateException} where items go into themselves: bills are checked when they are made
     * valid.
     */
    static Map<UUID, Integer> of(List<PlanItem> items) {
        LowLevelCodes structure = new LowLevelCodes();
        List<Besides> besides = new ArrayList<>();
        for (PlanItem item : items) {
            structure.add(item.id());
            for (PlanItem.Version version : item.versions()) {
                version.recipe().parts().forEach(part -> structure.add(item.id(), part.item()));
            }
            for (PlanItem.Version version : item.versions()) {
                for (Recipe.ByProduct extra : version.recipe().byProducts()) {
                    if (structure.add(item.id(), extra.item())) {
                        besides.add(new Besides(item.id(), extra.item()));
                    }
                }
            }
        }
        Map<UUID, Integer> codes = structure.codes();
        if (codes.size() < structure.below.size()) {
            Set<UUID> circle = structure.upwards(codes.keySet());
            besides.removeIf(it -> !circle.contains(it.item()) || !circle.contains(it.extra()));
            besides.forEach(it -> structure.remove(it.item(), it.extra()));
            codes = structure.codes();
        }
        if (codes.size() < structure.below.size()) {
            throw new IllegalStateException(
                    "items go into themselves, among " + (structure.below.size() - codes.size()));
        }
        return codes;
    }

    private Set<UUID> add(UUID item) {
        return below.computeIfAbsent(item, _ -> new HashSet<>());
    }

    /** Whether that was not known. */
    private boolean add(UUID item, UUID part) {
        add(part);
        return add(item).add(part);
    }

    private void remove(UUID item, UUID part) {
        add(item).remove(part);
    }

    /** Of all that do not lie below a circle. */
    private Map<UUID, Integer> codes() {
        Map<UUID, Integer> uses = new HashMap<>();
        below.keySet().forEach(item -> uses.put(item, 0));
        below.values().forEach(parts -> parts.forEach(part -> uses.merge(part, 1, Integer::sum)));
        Map<UUID, Integer> codes = new HashMap<>();
        Deque<UUID> ready = new ArrayDeque<>();
        uses.forEach(
                (item, count) -> {
                    if (count == 0) {
                        codes.put(item, 0);
                        ready.add(item);
                    }
                });
        Map<UUID, Integer> deepest = new HashMap<>(codes);
        while (!ready.isEmpty()) {
            UUID item = ready.remove();
            int code = deepest.getOrDefault(item, 0);
            codes.put(item, code);
            for (UUID part : below.getOrDefault(item, Set.of())) {
                deepest.merge(part, code + 1, Math::max);
                if (uses.merge(part, -1, Integer::sum) == 0) {
                    ready.add(part);
                }
            }
        }
        return codes;
    }

    /**
     * Those that lie on a circle, or between two.
     *
     * @param placed those that do not lie below a circle
     */
    private Set<UUID> upwards(Set<UUID> placed) {
        LowLevelCodes mirror = new LowLevelCodes();
        below.forEach(
                (upper, parts) -> {
                    if (!placed.contains(upper)) {
                        mirror.add(upper);
                        parts.forEach(lower -> mirror.add(lower, upper));
                    }
                });
        Set<UUID> left = new HashSet<>(mirror.below.keySet());
        left.removeAll(mirror.codes().keySet());
        return left;
    }
}
