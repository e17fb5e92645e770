package erp.crm.identity;

import erp.core.ErpException;
import erp.core.ErrorCode;
import erp.core.Permission;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.MasterRecord;
import erp.core.http.Reply;
import erp.core.http.Versioned;
import erp.core.listing.History;
import erp.core.tx.Tx;
import erp.crm.common.CrmError;
import erp.crm.common.CrmPermission;

import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * What of a {@link Mergeable} is done alike, over HTTP: it is made where it is not there already,
 * read where it has gone to, and merged.
 *
 * @param noun {@code Contact}
 * @param read the right to see it
 * @param write the right to change it
 */
public record MergeableRecord<E extends Mergeable, V extends Versioned>(
        Class<E> entity,
        Class<V> view,
        String noun,
        OwnerType type,
        ErrorCode absent,
        Permission read,
        Permission write,
        Function<E, V> show) {

    /** Makes one, or finds it there. */
    @FunctionalInterface
    public interface Making<B, E> {
        Made<E> of(Tx tx, B wanted, OnDuplicate onDuplicate);
    }

    /** Makes one of two. */
    @FunctionalInterface
    public interface Merging<E> {
        E of(Tx tx, E survivor, E duplicate);
    }

    /** One that is there now, and whether it was before. */
    public record Made<E>(E row, boolean isNew) {}

    /** One that is there, for who may not see it. */
    private record Known(UUID id) {}

    /** Begins with what reads it. */
    public MasterRecord<V> begin(String summaryOfGet) {
        return new MasterRecord<>(noun, type.path(), view)
                .permissions(read, write)
                .absent(absent)
                .also(
                        Endpoint.get(type.path() + "/{id}", "get" + noun, summaryOfGet)
                                .permission(read)
                                .answers(view)
                                .otherwise(308, "It was merged into the one that Location names.")
                                .problems(absent)
                                .read(this::get))
                .also(
                        Endpoint.get(
                                        type.path() + "/{id}/history",
                                        "get" + noun + "History",
                                        "Who changed it, when and how, newest first")
                                .permission(read)
                                .problems(absent)
                                .list(
                                        History.LISTING,
                                        (tx, call) ->
                                                History.of(
                                                        type.type(),
                                                        tx.require(entity, call.id(), absent)
                                                                .getId())));
    }

    public <B> Endpoint<B> creation(
            String summary, Class<B> body, Making<B, E> making, ErrorCode... problems) {
        return Endpoint.post(type.path(), "create" + noun, summary)
                .body(body)
                .permission(write)
                .query(
                        "onDuplicate",
                        OnDuplicate.class,
                        "what to do where e-mail, phone or tax number are somebody's already")
                .creates(view)
                .otherwise(
                        200,
                        "It was there already: nothing was written. Without the right to see it,"
                                + " its id alone.")
                .problems(CrmError.DUPLICATE)
                .problems(problems)
                .write((tx, call) -> create(tx, call, making));
    }

    public Endpoint<?> merging(String summary, Merging<E> merging) {
        return Endpoint.post(type.path() + "/{id}/merge", "merge" + noun, summary)
                .body(NewMerge.class)
                .permission(CrmPermission.PARTIES_MERGE)
                .keyRequired()
                .answers(view)
                .problems(
                        absent, CrmError.MERGED, CrmError.MERGE_REFUSED, CrmError.UNKNOWN_REFERENCE)
                .write((tx, call) -> merge(tx, call, merging));
    }

    /** The row, locked, of one that goes on. */
    public E lock(Tx tx, UUID id, LongConsumer expect) {
        E row = tx.lock(entity, id, absent);
        row.requireLive(tx, type);
        expect.accept(row.getVersion());
        return row;
    }

    private Reply get(Tx tx, Call<Void> call) {
        E row = tx.require(entity, call.id(), absent);
        UUID survivor = row.mergedInto();
        return survivor == null
                ? Reply.ok(show.apply(row))
                : new Reply(308, null, Map.of("Location", type.path() + "/" + survivor));
    }

    private <B> Reply create(Tx tx, Call<B> call, Making<B, E> making) {
        OnDuplicate wish = call.query("onDuplicate", OnDuplicate.class).orElse(OnDuplicate.REFUSE);
        Made<E> made = making.of(tx, call.body(), wish);
        V shown = show.apply(made.row());
        return made.isNew()
                ? Reply.createdIn(type.path(), shown)
                : there(tx, shown).header("Location", type.path() + "/" + shown.id());
    }

    /** Who may not see it is told that it is there. */
    private Reply there(Tx tx, V shown) {
        return type.maySee(tx) ? Reply.ok(shown) : Reply.ok(new Known(shown.id()));
    }

    /** Both are locked in the order of their ids. */
    private Reply merge(Tx tx, Call<NewMerge> call, Merging<E> merging) {
        UUID id = call.id();
        UUID other = call.body().duplicateId();
        CrmError.MERGE_REFUSED.refuseIf(
                id.equals(other), "/duplicateId", "same", "must be another than that of the path");
        E survivor;
        E duplicate;
        if (id.compareTo(other) < 0) {
            survivor = tx.lock(entity, id, absent);
            duplicate = find(tx, other);
        } else {
            duplicate = find(tx, other);
            survivor = tx.lock(entity, id, absent);
        }
        survivor.requireLive(tx, type);
        call.expectVersion(survivor.getVersion());
        duplicate.requireLive(tx, type, "/duplicateId");
        return Reply.ok(show.apply(merging.of(tx, survivor, duplicate)));
    }

    private E find(Tx tx, UUID id) {
        try {
            return tx.lock(entity, id, absent);
        } catch (ErpException e) {
            CrmError.UNKNOWN_REFERENCE.refuseIf(
                    e.code().equals(absent), "/duplicateId", "unknown", "is not there");
            throw e;
        }
    }
}
