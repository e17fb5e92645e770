package erp.crm.setup;

import erp.core.listing.Listing;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.crm.common.CrmError;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/** Who sells, for those who are named in documents. */
public final class Representatives {
    private Representatives() {}

    /** Has a list be narrowed to what one of them has, or whoever asks. */
    public static <R> Listing.Draft<R> owning(Listing.Draft<R> draft) {
        return draft.equal("representativeId", "only those of this representative")
                .filter(
                        "owner",
                        Owner.class,
                        (tx, _) -> tx.actor().id(),
                        "it.representativeId in"
                                + " (select r.id from Representative r where r.userId = :owner)",
                        "only those of the representative who signs in as the caller");
    }

    /** Refuses one by its field who is not there or sells no more. Null is nobody and right. */
    public static void require(Tx tx, @Nullable UUID id, String pointer) {
        require(tx, id, null, pointer);
    }

    /**
     * The same of a change.
     *
     * @param before who it is now: may stay, though he sells no more
     */
    public static void require(Tx tx, @Nullable UUID id, @Nullable UUID before, String pointer) {
        if (id == null || id.equals(before)) {
            return;
        }
        List<Boolean> active =
                Sql.query(
                        tx.session(),
                        "select active from crm_representative where id = ? and company_id = ?",
                        List.of(id, tx.companyId()),
                        row -> row.getBoolean(1));
        CrmError.UNKNOWN_REFERENCE.refuseIf(
                active.isEmpty(), pointer, "unknown", "names no representative");
        CrmError.UNKNOWN_REFERENCE.refuseIf(
                active.contains(false), pointer, "inactive", "does not sell any more");
    }
}
