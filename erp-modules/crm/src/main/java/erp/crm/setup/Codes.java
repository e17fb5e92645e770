package erp.crm.setup;

import erp.core.tx.Tx;
import erp.crm.common.CrmError;

import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/** What other documents name by a code. */
public final class Codes {
    private Codes() {}

    /** Refuses a code by its field that names nothing in use. Null names nothing and is right. */
    public static <E extends Coded> void require(
            Tx tx, Class<E> type, @Nullable String code, String pointer) {
        require(tx, type, code, null, pointer);
    }

    /**
     * The same of a change.
     *
     * @param before what it names now: may stay, though it is not used any more
     */
    public static <E extends Coded> void require(
            Tx tx, Class<E> type, @Nullable String code, @Nullable String before, String pointer) {
        if (code == null || code.equals(before)) {
            return;
        }
        SelectionQuery<Boolean> query =
                tx.session()
                        .createSelectionQuery(
                                "select active from "
                                        + type.getSimpleName()
                                        + " where code = :code",
                                Boolean.class);
        Boolean active = query.setParameter("code", code).getSingleResultOrNull();
        CrmError.UNKNOWN_REFERENCE.refuseIf(active == null, pointer, "unknown", "is not known");
        CrmError.UNKNOWN_REFERENCE.refuseIf(
                !Boolean.TRUE.equals(active), pointer, "inactive", "is not used any more");
    }

    static void requireSame(String code, String wanted) {
        CrmError.UNKNOWN_REFERENCE.refuseIf(
                !code.equals(wanted), "/code", "fixed", "cannot change; it is " + code);
    }
}
