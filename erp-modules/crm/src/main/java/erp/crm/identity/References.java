package erp.crm.identity;

import erp.core.ErpException;
import erp.core.tx.Tx;
import erp.crm.common.CrmError;

import org.jspecify.annotations.Nullable;

import java.util.UUID;
import java.util.function.Supplier;

/** Fields that name an organisation, a contact or a lead. */
public final class References {
    private References() {}

    /**
     * The one that a field names; it goes on, and nobody merges it before commit. Throws
     * UNKNOWN_REFERENCE, MERGED. Null names none.
     */
    public static <E extends Mergeable> @Nullable E keep(
            Tx tx, Class<E> entity, OwnerType type, @Nullable UUID id, String pointer) {
        if (id == null) {
            return null;
        }
        return named(tx, type, pointer, () -> tx.keep(entity, id, CrmError.UNKNOWN_REFERENCE));
    }

    /** Like {@link #keep}, and locked: what is kept by two cannot be locked by either. */
    public static <E extends Mergeable> E lock(
            Tx tx, Class<E> entity, OwnerType type, UUID id, String pointer) {
        return named(tx, type, pointer, () -> tx.lock(entity, id, CrmError.UNKNOWN_REFERENCE));
    }

    private static <E extends Mergeable> E named(
            Tx tx, OwnerType type, String pointer, Supplier<E> found) {
        E row;
        try {
            row = found.get();
        } catch (ErpException e) {
            CrmError.UNKNOWN_REFERENCE.refuseIf(
                    e.code() == CrmError.UNKNOWN_REFERENCE,
                    pointer,
                    "unknown",
                    "names none that there is");
            throw e;
        }
        row.requireLive(tx, type, pointer);
        return row;
    }
}
