package erp.hr.pay;

import erp.core.Violations;
import erp.core.http.Endpoint;
import erp.core.http.MasterRecord;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.hr.common.HrError;
import erp.hr.common.HrPermission;
import erp.hr.formula.Formula;

import jakarta.persistence.LockModeType;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** The pay structures of the company. */
public final class Structures {
    private static final String TYPE = "hr.pay-structure";

    public List<Endpoint<?>> endpoints() {
        return new MasterRecord<>("PayStructure", "/api/v1/hr/pay-structures", StructureView.class)
                .permissions(HrPermission.EMPLOYEES_READ, HrPermission.PAYROLL_WRITE)
                .absent(HrError.STRUCTURE_NOT_FOUND)
                .unique("uq_hr_pay_structure_code", HrError.CODE_TAKEN, "/code", "is taken")
                .list(
                        "Pay structures, newest first",
                        Listing.of(PayStructure.class)
                                .equal("code", "the one of this code")
                                .asAll(StructureView.class, Structures::views))
                .create(
                        "Makes a pay structure",
                        NewStructure.class,
                        Structures::add,
                        HrError.UNKNOWN_CODE,
                        HrError.INVALID_FORMULA)
                .get("One pay structure", (tx, id) -> view(tx, require(tx, id)))
                .change(
                        "Replaces the components of a structure",
                        NewStructure.class,
                        Structures::change,
                        HrError.UNKNOWN_CODE,
                        HrError.INVALID_FORMULA)
                .history(TYPE)
                .endpoints();
    }

    /** The structure that a request names by its code. Throws UNKNOWN_CODE. */
    public PayStructure named(Tx tx, String code, String pointer) {
        List<PayStructure> found = new PayQueries_(tx.session()).structuresOf(code);
        HrError.UNKNOWN_CODE.refuseIf(
                found.isEmpty(), pointer, "unknown", "is the code of no pay structure");
        return found.getFirst();
    }

    public static PayStructure require(Tx tx, UUID id) {
        return tx.require(PayStructure.class, id, HrError.STRUCTURE_NOT_FOUND);
    }

    /** Those components, by their ids. */
    public static Map<UUID, PayComponent> components(Tx tx, Collection<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : new PayQueries_(tx.session())
                        .componentsBy(List.copyOf(ids)).stream()
                                .collect(
                                        Collectors.toMap(PayComponent::getId, Function.identity()));
    }

    private static StructureView add(Tx tx, NewStructure wanted) {
        List<PayComponent> components = named(tx, wanted.components());
        requireOrder(components, i -> "/components/" + i);
        PayStructure structure = new PayStructure(tx, wanted, ids(components));
        tx.created(TYPE, structure, Map.of("code", wanted.code()));
        return view(tx, structure);
    }

    private static StructureView change(Tx tx, UUID id, NewStructure wanted, LongConsumer expect) {
        List<PayComponent> components = named(tx, wanted.components());
        requireOrder(components, i -> "/components/" + i);
        PayStructure structure = tx.lock(PayStructure.class, id, HrError.STRUCTURE_NOT_FOUND);
        expect.accept(structure.getVersion());
        structure.change(tx, wanted, ids(components));
        tx.changed(TYPE, structure, "change", Map.of("components", wanted.components()));
        return view(tx, structure);
    }

    /** Throws INVALID_FORMULA where a component names one that does not stand before it. */
    static void requireOrder(Tx tx, PayStructure structure) {
        Map<UUID, PayComponent> known = components(tx, structure.components());
        List<PayComponent> inOrder =
                structure.components().stream()
                        .map(id -> Objects.requireNonNull(known.get(id)))
                        .toList();
        requireOrder(inOrder, _ -> "/formulas");
    }

    private static void requireOrder(List<PayComponent> inOrder, IntFunction<String> pointer) {
        Violations wrong = new Violations();
        Set<String> before = new HashSet<>();
        for (int i = 0; i < inOrder.size(); i++) {
            PayComponent component = inOrder.get(i);
            for (String formula : component.allFormulas()) {
                for (String name : new TreeSet<>(Formula.parse(formula).names())) {
                    wrong.addIf(
                            !before.contains(name) && !PayVariable.isOne(name),
                            pointer.apply(i),
                            "order",
                            "%s takes %s, which is no variable and no component before it"
                                    .formatted(component.code(), name));
                }
            }
            wrong.addIf(
                    !before.add(component.code()),
                    pointer.apply(i),
                    "duplicate",
                    "is there already");
        }
        wrong.refuse(HrError.INVALID_FORMULA);
    }

    /** In the order of the codes; nobody changes them before commit. Throws UNKNOWN_CODE. */
    private static List<PayComponent> named(Tx tx, List<String> codes) {
        Map<String, PayComponent> known =
                new PayQueries_(tx.session())
                        .componentsOf(codes).stream()
                                .collect(Collectors.toMap(PayComponent::code, Function.identity()));
        Violations wrong = new Violations();
        List<PayComponent> found = new ArrayList<>();
        for (int i = 0; i < codes.size(); i++) {
            PayComponent component = known.get(codes.get(i));
            if (component == null) {
                wrong.add("/components/" + i, "unknown", "is the code of no pay component");
            } else {
                found.add(component);
            }
        }
        wrong.refuse(HrError.UNKNOWN_CODE);
        found.stream()
                .sorted(Comparator.comparing(PayComponent::getId))
                .forEach(it -> tx.session().refresh(it, LockModeType.PESSIMISTIC_READ));
        return found;
    }

    private static List<UUID> ids(List<PayComponent> components) {
        return components.stream().map(PayComponent::getId).toList();
    }

    private static StructureView view(Tx tx, PayStructure structure) {
        return views(tx, List.of(structure)).getFirst();
    }

    private static List<StructureView> views(Tx tx, List<PayStructure> structures) {
        Set<UUID> ids = new HashSet<>();
        structures.forEach(it -> ids.addAll(it.components()));
        Map<UUID, PayComponent> known = components(tx, ids);
        return structures.stream().map(it -> view(it, known)).toList();
    }

    private static StructureView view(PayStructure structure, Map<UUID, PayComponent> known) {
        List<String> codes =
                structure.components().stream()
                        .map(id -> Objects.requireNonNull(known.get(id)).code())
                        .toList();
        return new StructureView(
                structure.getId(),
                structure.code(),
                structure.getName(),
                codes,
                structure.getVersion());
    }
}
