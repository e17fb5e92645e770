package erp.hr.pay;

import erp.core.http.Endpoint;
import erp.core.http.MasterRecord;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.hr.common.ExpenseAccounts;
import erp.hr.common.HrError;
import erp.hr.common.HrPermission;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;

/** The pay components of the company. */
public final class Components {
    private static final String TYPE = "hr.pay-component";

    public List<Endpoint<?>> endpoints() {
        return new MasterRecord<>("PayComponent", "/api/v1/hr/pay-components", ComponentView.class)
                .permissions(HrPermission.EMPLOYEES_READ, HrPermission.PAYROLL_WRITE)
                .absent(HrError.COMPONENT_NOT_FOUND)
                .unique("uq_hr_pay_component_code", HrError.CODE_TAKEN, "/code", "is taken")
                .list(
                        "Pay components, newest first",
                        Listing.of(PayComponent.class)
                                .equal("code", "the one of this code")
                                .equal("kind", "of this kind")
                                .as(ComponentView.class, PayComponent::view))
                .create(
                        "Makes a pay component",
                        NewComponent.class,
                        Components::add,
                        HrError.INVALID_FORMULA,
                        HrError.UNKNOWN_ACCOUNT)
                .get("One pay component", (tx, id) -> require(tx, id).view())
                .change(
                        "Replaces name, account and formulas of a component",
                        NewComponent.class,
                        Components::change,
                        HrError.INVALID_FORMULA,
                        HrError.UNKNOWN_ACCOUNT)
                .history(TYPE)
                .endpoints();
    }

    /** The component that a request names by its code. Throws UNKNOWN_CODE. */
    public static PayComponent named(Tx tx, String code, String pointer) {
        List<PayComponent> found = new PayQueries_(tx.session()).componentsOf(List.of(code));
        HrError.UNKNOWN_CODE.refuseIf(
                found.isEmpty(), pointer, "unknown", "is the code of no pay component");
        return found.getFirst();
    }

    private static PayComponent require(Tx tx, UUID id) {
        return tx.require(PayComponent.class, id, HrError.COMPONENT_NOT_FOUND);
    }

    private static ComponentView add(Tx tx, NewComponent wanted) {
        check(tx, wanted);
        PayComponent component = new PayComponent(tx, wanted);
        return tx.created(TYPE, component, Map.of("code", wanted.code())).view();
    }

    private static ComponentView change(Tx tx, UUID id, NewComponent wanted, LongConsumer expect) {
        check(tx, wanted);
        PayComponent component = tx.lock(PayComponent.class, id, HrError.COMPONENT_NOT_FOUND);
        expect.accept(component.getVersion());
        HrError.INVALID_FORMULA.refuseIf(
                !component.code().equals(wanted.code()),
                "/code",
                "fixed",
                "must stay " + component.code());
        HrError.INVALID_FORMULA.refuseIf(
                component.kind() != wanted.kind(),
                "/kind",
                "fixed",
                "must stay " + component.kind());
        component.change(tx, wanted);
        for (PayStructure structure : new PayQueries_(tx.session()).structuresWith(id)) {
            Structures.requireOrder(tx, structure);
        }
        tx.changed(TYPE, component, "change", Map.of("formulas", wanted.formulas().size()));
        return component.view();
    }

    private static void check(Tx tx, NewComponent wanted) {
        wanted.check();
        ExpenseAccounts.check(tx, wanted.accountId(), "/accountId");
    }
}
