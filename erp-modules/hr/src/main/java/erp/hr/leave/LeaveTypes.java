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
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The kinds of leave of the company. */
final class LeaveTypes {
    private static final String TYPE = "hr.leave-type";

    /**
     * A kind of leave as it is to be.
     *
     * @param paid whether pay goes on
     * @param floor the least that a balance may be, zero or below; not limited where absent
     */
    record NewType(
            @Code(max = 20) String code,
            @NotBlank @Size(max = 200) String name,
            boolean paid,
            @DecimalMin("-366") @DecimalMax("0") @Digits(integer = 3, fraction = 2)
                    @Nullable BigDecimal floor) {}

    /** Another name for a kind of leave. */
    record Renamed(@NotBlank @Size(max = 200) String name) {}

    /** A kind of leave as callers see it. */
    record TypeView(
            UUID id,
            String code,
            String name,
            boolean paid,
            @Nullable BigDecimal floor,
            long version)
            implements Versioned {}

    private LeaveTypes() {}

    static List<Endpoint<?>> endpoints() {
        return new MasterRecord<>("LeaveType", "/api/v1/hr/leave-types", TypeView.class)
                .permissions(HrPermission.EMPLOYEES_READ, HrPermission.LEAVE_WRITE)
                .absent(HrError.LEAVE_TYPE_NOT_FOUND)
                .unique("uq_hr_leave_type_code", HrError.CODE_TAKEN, "/code", "is taken")
                .list(
                        "Kinds of leave, newest first",
                        Listing.of(LeaveType.class)
                                .equal("code", "the one of this code")
                                .as(TypeView.class, LeaveType::view))
                .create(
                        "Makes a kind of leave",
                        NewType.class,
                        (tx, wanted) ->
                                tx.created(
                                                TYPE,
                                                new LeaveType(tx.newId(), wanted),
                                                Map.of("code", wanted.code()))
                                        .view())
                .get("One kind of leave", (tx, id) -> require(tx, id).view())
                .changePart(
                        "rename",
                        "Gives a kind of leave another name; all else of it stays",
                        Renamed.class,
                        (tx, id, wanted, expect) -> {
                            LeaveType type = require(tx, id);
                            expect.accept(type.getVersion());
                            type.rename(wanted.name());
                            tx.changed(TYPE, type, "rename", Map.of("name", wanted.name()));
                            return type.view();
                        })
                .history(TYPE)
                .endpoints();
    }

    static LeaveType require(Tx tx, UUID id) {
        return tx.require(LeaveType.class, id, HrError.LEAVE_TYPE_NOT_FOUND);
    }

    /** The kind of leave that a request names by its code. Throws UNKNOWN_CODE. */
    static LeaveType named(Tx tx, String code) {
        List<LeaveType> found = new LeaveQueries_(tx.session()).typesOf(code);
        HrError.UNKNOWN_CODE.refuseIf(
                found.isEmpty(), "/leaveType", "unknown", "is the code of no kind of leave");
        return found.getFirst();
    }
}
