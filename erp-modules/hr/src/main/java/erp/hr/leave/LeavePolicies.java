package erp.hr.leave;

import erp.core.http.Endpoint;
import erp.core.http.MasterRecord;
import erp.core.http.Versioned;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.core.value.Code;
import erp.hr.common.HrError;
import erp.hr.common.HrPermission;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;

/** The leave policies of the company, and which employees are under them. */
final class LeavePolicies {
    private static final String TYPE = "hr.leave-policy";

    /**
     * A policy as it is to be. Code and kind of leave cannot change later.
     *
     * @param leaveType its code
     * @param carryOver how many days at most go into the next year
     * @param carryOverMonths after how many months there they lapse; zero: never
     * @param levels how many approve each request, one above the other
     */
    record NewPolicy(
            @Code(max = 20) String code,
            @NotBlank @Size(max = 200) String name,
            @Size(min = 1, max = 20) String leaveType,
            Accrual accrual,
            @PositiveOrZero @DecimalMax("366") @Digits(integer = 3, fraction = 2)
                    BigDecimal daysPerYear,
            @PositiveOrZero @DecimalMax("366") @Digits(integer = 3, fraction = 2)
                    BigDecimal carryOver,
            @Min(0) @Max(11) int carryOverMonths,
            @Min(1) @Max(3) int levels) {}

    /** A policy as callers see it. */
    record PolicyView(
            UUID id,
            String code,
            String name,
            String leaveType,
            Accrual accrual,
            BigDecimal daysPerYear,
            BigDecimal carryOver,
            int carryOverMonths,
            int levels,
            long version)
            implements Versioned {}

    private LeavePolicies() {}

    static List<Endpoint<?>> endpoints() {
        return new MasterRecord<>("LeavePolicy", "/api/v1/hr/leave-policies", PolicyView.class)
                .permissions(HrPermission.EMPLOYEES_READ, HrPermission.LEAVE_WRITE)
                .absent(HrError.LEAVE_POLICY_NOT_FOUND)
                .unique("uq_hr_leave_policy_code", HrError.CODE_TAKEN, "/code", "is taken")
                .list(
                        "Leave policies, newest first",
                        Listing.of(LeavePolicy.class)
                                .equal("code", "the one of this code")
                                .asAll(
                                        PolicyView.class,
                                        (tx, all) -> all.stream().map(it -> view(tx, it)).toList()))
                .create(
                        "Makes a leave policy",
                        NewPolicy.class,
                        (tx, wanted) -> {
                            LeaveType type = LeaveTypes.named(tx, wanted.leaveType());
                            LeavePolicy policy = new LeavePolicy(tx.newId(), wanted, type);
                            tx.created(TYPE, policy, Map.of("code", wanted.code()));
                            return policy.view(type.code());
                        },
                        HrError.UNKNOWN_CODE)
                .get("One leave policy", (tx, id) -> view(tx, require(tx, id)))
                .change(
                        "Replaces what a policy says of what is given from now on",
                        NewPolicy.class,
                        LeavePolicies::change,
                        HrError.UNKNOWN_CODE)
                .history(TYPE)
                .endpoints();
    }

    static LeavePolicy require(Tx tx, UUID id) {
        return tx.require(LeavePolicy.class, id, HrError.LEAVE_POLICY_NOT_FOUND);
    }

    /** The policy that a request names by its code. Throws UNKNOWN_CODE. */
    static LeavePolicy named(Tx tx, String code) {
        List<LeavePolicy> found = new LeaveQueries_(tx.session()).policiesOf(code);
        HrError.UNKNOWN_CODE.refuseIf(
                found.isEmpty(), "/policy", "unknown", "is the code of no leave policy");
        return found.getFirst();
    }

    private static PolicyView change(Tx tx, UUID id, NewPolicy wanted, LongConsumer expect) {
        LeavePolicy policy = tx.lock(LeavePolicy.class, id, HrError.LEAVE_POLICY_NOT_FOUND);
        expect.accept(policy.getVersion());
        String type = LeaveTypes.require(tx, policy.leaveTypeId()).code();
        HrError.UNKNOWN_CODE.refuseIf(
                !wanted.code().equals(policy.code()),
                "/code",
                "fixed",
                "must stay " + policy.code());
        HrError.UNKNOWN_CODE.refuseIf(
                !wanted.leaveType().equals(type), "/leaveType", "fixed", "must stay " + type);
        policy.change(wanted);
        tx.changed(TYPE, policy, "change", Map.of("daysPerYear", wanted.daysPerYear()));
        return policy.view(type);
    }

    private static PolicyView view(Tx tx, LeavePolicy policy) {
        return policy.view(LeaveTypes.require(tx, policy.leaveTypeId()).code());
    }
}
