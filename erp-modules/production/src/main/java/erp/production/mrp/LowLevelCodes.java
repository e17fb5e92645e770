package erp.production.mrp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** How deep each item lies: deeper than all that it goes into, whatever the day. */
final class LowLevelCodes {
    private LowLevelCodes() {}

    /**
     * By topological order, in time linear in the lines of the bills. Throws {@link
     * IllegalStateException} where items go into themselves: bills are checked when they are made
     * valid.
     */
    static Map<UUID, Integer> of(List<PlanItem> items) {
        Map<UUID, Set<UUID>> parts = new HashMap<>();
        Map<UUID, Integer> uses = new HashMap<>();
        for (PlanItem item : items) {
            uses.putIfAbsent(item.id(), 0);
            Set<UUID> below = new HashSet<>();
            for (PlanItem.Version version : item.versions()) {
                version.recipe().parts().forEach(part -> below.add(part.item()));
            }
            below.forEach(part -> uses.merge(part, 1, Integer::sum));
            parts.put(item.id(), below);
        }
        Map<UUID, Integer> codes = new HashMap<>();
        Deque<UUID> ready = new ArrayDeque<>();
        uses.forEach(
                (item, count) -> {
                    codes.put(item, 0);
                    if (count == 0) {
                        ready.add(item);
                    }
                });
        int placed = 0;
        while (!ready.isEmpty()) {
            UUID item = ready.remove();
            placed++;
            int below = codes.getOrDefault(item, 0) + 1;
            for (UUID part : parts.getOrDefault(item, Set.of())) {
                codes.merge(part, below, Math::max);
                if (uses.merge(part, -1, Integer::sum) == 0) {
                    ready.add(part);
                }
            }
        }
        if (placed < uses.size()) {
            List<UUID> left = new ArrayList<>(uses.keySet());
            left.removeIf(item -> uses.getOrDefault(item, 0) == 0);
            throw new IllegalStateException("items go into themselves, among " + left.size());
        }
        return codes;
    }
}
