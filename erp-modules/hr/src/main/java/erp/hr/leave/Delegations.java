package erp.hr.leave;

import erp.core.ErpException;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.http.Versioned;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.hr.common.HrError;
import erp.hr.common.HrPermission;
import erp.hr.people.Dated;
import erp.hr.people.Employee;
import erp.hr.people.Employees;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Who decides for whom while he is away. */
final class Delegations {
    private static final String PATH = "/api/v1/hr/me/delegations";
    private static final String TYPE = "hr.delegation";

    /** For that time another employee decides in one's place. */
    record NewDelegation(UUID toEmployeeId, LocalDate from, LocalDate to) {}

    /** A delegation as callers see it. */
    record DelegationView(
            UUID id,
            UUID fromEmployeeId,
            UUID toEmployeeId,
            LocalDate from,
            LocalDate to,
            boolean revoked,
            long version)
            implements Versioned {}

    private Delegations() {}

    static List<Endpoint<?>> endpoints() {
        return List.of(
                Endpoint.get(PATH, "listMyDelegations", "One's own delegations, newest first")
                        .permission(HrPermission.SELF)
                        .list(
                                Listing.of(Delegation.class)
                                        .within("it.fromEmployeeId = :employee")
                                        .as(DelegationView.class, Delegation::view),
                                (tx, _) -> Employees.mine(tx)),
                Endpoint.post(PATH, "delegate", "Lets another decide in one's place for a time")
                        .body(NewDelegation.class)
                        .permission(HrPermission.SELF)
                        .creates(DelegationView.class)
                        .problems(
                                HrError.NOT_AN_EMPLOYEE,
                                HrError.UNKNOWN_EMPLOYEE,
                                HrError.INVALID_DATES)
                        .write(Delegations::delegate),
                Endpoint.post(PATH + "/{id}/revoke", "revokeDelegation", "Ends a delegation")
                        .permission(HrPermission.SELF)
                        .answers(DelegationView.class)
                        .problems(HrError.NOT_AN_EMPLOYEE, HrError.DELEGATION_NOT_FOUND)
                        .write(Delegations::revoke));
    }

    private static Reply delegate(Tx tx, Call<NewDelegation> call) {
        NewDelegation wanted = call.body();
        Employee me = Employees.me(tx);
        Dated.checkOrder(wanted.from(), wanted.to());
        Employees.named(tx, wanted.toEmployeeId(), "/toEmployeeId");
        HrError.UNKNOWN_EMPLOYEE.refuseIf(
                wanted.toEmployeeId().equals(me.getId()),
                "/toEmployeeId",
                "self",
                "must be somebody else");
        Delegation delegation =
                tx.created(
                        TYPE,
                        new Delegation(tx.newId(), me.getId(), wanted),
                        Map.of("to", wanted.toEmployeeId()));
        return Reply.createdIn(PATH, delegation.view());
    }

    private static Reply revoke(Tx tx, Call<Void> call) {
        Employee me = Employees.me(tx);
        Delegation delegation = tx.lock(Delegation.class, call.id(), HrError.DELEGATION_NOT_FOUND);
        if (!delegation.fromEmployeeId().equals(me.getId())) {
            throw new ErpException(
                    HrError.DELEGATION_NOT_FOUND, "there is no delegation %s", call.id());
        }
        call.expectVersion(delegation.getVersion());
        delegation.revoke();
        tx.changed(TYPE, delegation, "revoke", Map.of());
        return Reply.ok(delegation.view());
    }
}
