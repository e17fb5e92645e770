package erp.production.bills;

import erp.core.ErpException;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.inventory.items.ItemState;
import erp.production.common.Limits;
import erp.production.common.ProductionError;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Which item lies how deep in the products of a company: the low-level code of a component is
 * higher than that of each item that it goes into, in any active version of any day. Codes only
 * rise: one that is higher than it had to be does no harm, and how many levels there are is counted
 * by walking what has not ended, not by codes.
 */
final class Structure {
    private static final String BELOW = "b.item_id";
    private static final String ABOVE = "l.item_id";

    private Structure() {}

    /**
     * Only one transaction of a company changes the structure at a time, or two bills that each are
     * free of cycles could make one together.
     */
    static void lock(Tx tx) {
        Sql.update(
                tx.session(),
                """
                insert into production_structure (company_id, changes) values (?, 1)
                on duplicate key update changes = changes + 1\
                """,
                List.of(tx.companyId()));
    }

    /**
     * Refuses components that the item itself goes into, read as it is now: whether it stays so is
     * known under lock, when the bill becomes active. Throws BILL_CYCLE, BILL_TOO_LARGE.
     */
    static void check(Tx tx, UUID item, List<UUID> components) {
        descend(tx, item, components, level(tx, List.of(item)).getOrDefault(item, 0));
    }

    /** Raises the codes of whatever the components are made of. The structure is locked. */
    static void place(Tx tx, UUID item, List<UUID> components) {
        int own = level(tx, List.of(item)).getOrDefault(item, 0);
        Map<UUID, Integer> raised = descend(tx, item, components, own);
        raised.put(item, own);
        for (Map.Entry<UUID, Integer> level : raised.entrySet()) {
            Sql.update(
                    tx.session(),
                    """
                    insert into production_level (item_id, company_id, low_level_code)
                    values (?, ?, ?)
                    on duplicate key update low_level_code = greatest(low_level_code, ?)\
                    """,
                    List.of(level.getKey(), tx.companyId(), level.getValue(), level.getValue()));
        }
    }

    /** The codes that have to rise, by item. Level by level, each item as deep as it is found. */
    private static Map<UUID, Integer> descend(Tx tx, UUID item, List<UUID> components, int own) {
        Map<UUID, Integer> raised = new LinkedHashMap<>();
        Map<UUID, UUID> above = new HashMap<>();
        Set<UUID> front = new HashSet<>(components);
        components.forEach(it -> above.put(it, item));
        for (int level = own + 1; !front.isEmpty(); level++) {
            if (front.contains(item)) {
                throw cycle(tx, item, above);
            }
            if (level - own > Limits.LEVELS) {
                throw tooDeep();
            }
            Map<UUID, Integer> known = level(tx, front);
            int here = level;
            Set<UUID> lower =
                    front.stream()
                            .filter(it -> known.getOrDefault(it, -1) < here)
                            .collect(Collectors.toSet());
            lower.forEach(it -> raised.put(it, here));
            front = new HashSet<>();
            for (UUID[] use : uses(tx, lower, BELOW, LocalDate.EPOCH)) {
                front.add(use[1]);
                above.put(use[1], use[0]);
            }
        }
        if (raised.values().stream().anyMatch(it -> it > Limits.LEVELS) || hasHighCodes(tx)) {
            requireShallow(tx, item, components);
        }
        return raised;
    }

    /** No structure is deeper than the highest code: mostly it need not be walked. */
    private static boolean hasHighCodes(Tx tx) {
        return !Sql.query(
                        tx.session(),
                        """
                        select 1 from production_level
                        where company_id = ? and low_level_code > ? limit 1\
                        """,
                        List.of(tx.companyId(), Limits.LEVELS),
                        row -> row.getInt(1))
                .isEmpty();
    }

    /** The longest way down through the item, by these components and what has not ended. */
    private static void requireShallow(Tx tx, UUID item, List<UUID> components) {
        int levels = walk(tx, List.of(item), ABOVE, 0);
        if (walk(tx, components, BELOW, levels + 1) > Limits.LEVELS) {
            throw tooDeep();
        }
    }

    /** How deep the last of them lie; it ends soon after there are too many levels. */
    private static int walk(Tx tx, Collection<UUID> from, String way, int at) {
        int level = at;
        Set<UUID> front = next(tx, from, way);
        while (!front.isEmpty() && level <= Limits.LEVELS) {
            level++;
            front = next(tx, front, way);
        }
        return level;
    }

    private static Set<UUID> next(Tx tx, Collection<UUID> items, String way) {
        return uses(tx, items, way, tx.today()).stream()
                .map(use -> use[way.equals(BELOW) ? 1 : 0])
                .collect(Collectors.toSet());
    }

    private static ErpException tooDeep() {
        return new ErpException(
                ProductionError.BILL_TOO_LARGE,
                "the product structure would have more than %s levels",
                Limits.LEVELS);
    }

    private static ErpException cycle(Tx tx, UUID item, Map<UUID, UUID> above) {
        Deque<UUID> path = new ArrayDeque<>();
        path.addFirst(item);
        UUID at = Objects.requireNonNull(above.get(item));
        while (!at.equals(item) && path.size() <= Limits.LEVELS) {
            path.addFirst(at);
            at = Objects.requireNonNull(above.get(at));
        }
        path.addFirst(item);
        Map<UUID, ItemState> items = ItemState.of(tx, path.stream().distinct().toList());
        String told =
                path.stream()
                        .map(id -> Objects.requireNonNull(items.get(id)).sku())
                        .collect(Collectors.joining(" > "));
        return ErpException.field(
                ProductionError.BILL_CYCLE,
                "/components",
                "cycle",
                "would make the item a component of itself: " + told);
    }

    private static Map<UUID, Integer> level(Tx tx, Collection<UUID> items) {
        List<Object> parameters = new ArrayList<>(items);
        parameters.add(tx.companyId());
        Map<UUID, Integer> levels = new HashMap<>();
        Sql.query(
                tx.session(),
                """
                select item_id, low_level_code from production_level
                where item_id in (%s) and company_id = ?\
                """
                        .formatted(Sql.marks(items.size())),
                parameters,
                row -> levels.put(Sql.uuid(row.getBytes(1)), row.getInt(2)));
        return levels;
    }

    /**
     * Pairs of an item and a component of it, in any active version.
     *
     * @param way to ask for what is BELOW these items, or ABOVE them
     * @param since versions that ended before that day are left out
     */
    private static List<UUID[]> uses(Tx tx, Collection<UUID> items, String way, LocalDate since) {
        if (items.isEmpty()) {
            return List.of();
        }
        List<Object> parameters = new ArrayList<>(items);
        parameters.add(tx.companyId());
        parameters.add(since);
        return Sql.query(
                tx.session(),
                """
                select distinct b.item_id, l.item_id
                from production_bill b
                join production_bill_line l on l.company_id = b.company_id and l.bill_id = b.id
                where %s in (%s) and b.company_id = ? and b.state = 'ACTIVE'
                and l.kind = 'COMPONENT' and (b.valid_to is null or b.valid_to >= ?)\
                """
                        .formatted(way, Sql.marks(items.size())),
                parameters,
                row -> new UUID[] {Sql.uuid(row.getBytes(1)), Sql.uuid(row.getBytes(2))});
    }
}
