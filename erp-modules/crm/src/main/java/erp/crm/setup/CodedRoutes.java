package erp.crm.setup;

import erp.core.ErrorCode;
import erp.core.http.Endpoint;
import erp.core.http.MasterRecord;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.crm.common.CrmError;
import erp.crm.common.CrmPermission;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.LongConsumer;

/**
 * What is kept by a code alone, over HTTP.
 *
 * @param noun {@code LostReason}
 * @param plural as in paths, {@code lost-reasons}
 * @param type in histories, {@code crm.lost-reason}
 * @param made one of that id
 */
record CodedRoutes<E extends Coded>(
        Class<E> entity,
        String noun,
        String plural,
        String type,
        ErrorCode absent,
        ErrorCode exists,
        String uniqueKey,
        BiFunction<UUID, NewCoded, E> made) {

    List<Endpoint<?>> endpoints() {
        String words = plural.replace('-', ' ');
        return new MasterRecord<>(noun, "/api/v1/crm/" + plural, CodedView.class)
                .permissions(CrmPermission.SETUP_READ, CrmPermission.SETUP_WRITE)
                .absent(absent)
                .unique(uniqueKey, exists, "/code", "is taken")
                .list(
                        "All " + words + ", newest first",
                        Listing.of(entity)
                                .equal("active", "only those in use, or not in use any more")
                                .prefix("codePrefix", "code", "only those whose code begins so")
                                .sort("code")
                                .as(CodedView.class, Coded::view))
                .create("Adds one to the " + words, NewCoded.class, this::add)
                .get("One of the " + words, (tx, id) -> tx.require(entity, id, absent).view())
                .change(
                        "Changes all but the code",
                        NewCoded.class,
                        this::change,
                        CrmError.UNKNOWN_REFERENCE)
                .history(type)
                .endpoints();
    }

    private CodedView add(Tx tx, NewCoded wanted) {
        E row = made.apply(tx.newId(), wanted);
        return tx.created(type, row, Map.of("code", wanted.code())).view();
    }

    private CodedView change(Tx tx, UUID id, NewCoded wanted, LongConsumer expect) {
        E row = tx.lock(entity, id, absent);
        expect.accept(row.getVersion());
        Codes.requireSame(row.code(), wanted.code());
        row.rename(wanted.name(), wanted.isActive());
        tx.changed(type, row, "change", Map.of("name", row.name(), "active", wanted.isActive()));
        return row.view();
    }
}
