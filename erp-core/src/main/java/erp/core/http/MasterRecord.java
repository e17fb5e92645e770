package erp.core.http;

import erp.core.ErrorCode;
import erp.core.Permission;
import erp.core.listing.History;
import erp.core.listing.Listing;
import erp.core.tx.Tx;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/**
 * A kind of document that people keep by hand, such as customers: what can be done with each kind
 * alike, declared once. Say first what holds for all of it: permissions, what is unique, what is
 * answered where there is none.
 *
 * <pre>{@code
 * new MasterRecord<>("Warehouse", "/api/v1/inventory/warehouses", WarehouseView.class)
 *         .permissions(ITEMS_READ, ITEMS_WRITE)
 *         .absent(WAREHOUSE_NOT_FOUND)
 *         .unique("uq_inventory_warehouse_code", WAREHOUSE_EXISTS, "/code", "is taken")
 *         .list("Warehouses, newest first", LISTING)
 *         .create("Opens a warehouse", NewWarehouse.class, warehouses::open)
 *         .get("One warehouse", warehouses::view)
 *         .endpoints();
 * }</pre>
 *
 * @param <V> what callers see of a document
 */
public final class MasterRecord<V extends Versioned> {
    private static final Pattern WORD = Pattern.compile("(?:^|-)([a-z])");

    private final String noun;
    private final String path;
    private final Class<V> view;
    private @Nullable Permission read;
    private @Nullable Permission write;
    private ErrorCode[] absent = {};
    private boolean keepsRights;
    private @Nullable BiFunction<Tx, UUID, V> one;
    private final List<UniqueKey> uniqueKeys = new ArrayList<>();
    private final List<Endpoint<?>> endpoints = new ArrayList<>();

    /** Does something with a document, once it has told the version that it found. */
    @FunctionalInterface
    public interface Work<V> {
        V apply(Tx tx, UUID id, LongConsumer expect);
    }

    /** Like {@link Work}, as a body says. */
    @FunctionalInterface
    public interface Change<B, V> {
        V apply(Tx tx, UUID id, B wanted, LongConsumer expect);
    }

    /**
     * @param noun of one, {@code TaxCode}; with a verb in front it is an operation's id
     * @param path of all, {@code /api/v1/finance/tax-codes}
     */
    public MasterRecord(String noun, String path, Class<V> view) {
        this.noun = noun;
        this.path = path;
        this.view = view;
    }

    public MasterRecord<V> permissions(Permission reading, Permission writing) {
        this.read = reading;
        this.write = writing;
        return this;
    }

    /** Of what it is answered where the path's {@code {id}} names none. */
    public MasterRecord<V> absent(ErrorCode code) {
        this.absent = new ErrorCode[] {code};
        return this;
    }

    /** As {@link EndpointDraft#keepingRights}, of whatever writes. */
    public MasterRecord<V> keepingRights() {
        this.keepsRights = true;
        return this;
    }

    /** As {@link EndpointDraft#unique}, of what makes a document or replaces all that it says. */
    public MasterRecord<V> unique(
            String constraint, ErrorCode code, String pointer, String message) {
        uniqueKeys.add(new UniqueKey(constraint, code, pointer, message));
        return this;
    }

    public MasterRecord<V> list(String summary, Listing<?> listing) {
        String plural = pascal(path.substring(path.lastIndexOf('/') + 1));
        return also(
                Endpoint.get(path, "list" + plural, summary).permission(reading()).list(listing));
    }

    public <B> MasterRecord<V> create(
            String summary, Class<B> body, BiFunction<Tx, B, V> work, ErrorCode... problems) {
        return also(
                writing(Endpoint.post(path, "create" + noun, summary).body(body))
                        .creates(view)
                        .problems(problems)
                        .unique(uniqueKeys)
                        .write((tx, call) -> Reply.createdIn(path, work.apply(tx, call.body()))));
    }

    public MasterRecord<V> get(String summary, BiFunction<Tx, UUID, V> work) {
        this.one = work;
        return also(
                Endpoint.get(path + "/{id}", "get" + noun, summary)
                        .permission(reading())
                        .answers(view)
                        .problems(absent)
                        .read((tx, call) -> Reply.ok(work.apply(tx, call.id()))));
    }

    /** Replaces what a document says. */
    public <B> MasterRecord<V> change(
            String summary, Class<B> body, Change<B, V> work, ErrorCode... problems) {
        return change(
                Endpoint.put(path + "/{id}", "change" + noun, summary)
                        .body(body)
                        .unique(uniqueKeys),
                work,
                problems);
    }

    /** Changes a part of what a document says, none that is unique. */
    public <B> MasterRecord<V> changePart(
            String verb, String summary, Class<B> body, Change<B, V> work, ErrorCode... problems) {
        return change(
                Endpoint.put(path + "/{id}", verb + noun, summary).body(body), work, problems);
    }

    private <B> MasterRecord<V> change(
            EndpointDraft<B> draft, Change<B, V> work, ErrorCode... problems) {
        return also(
                writing(draft)
                        .versionNeeded()
                        .answers(view)
                        .problems(absent)
                        .problems(problems)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                work.apply(
                                                        tx,
                                                        call.id(),
                                                        call.body(),
                                                        call::expectVersion))));
    }

    /**
     * What was done with a document; said after {@link #get}.
     *
     * @param type that its changes are left under, {@code inventory.warehouse}
     */
    public MasterRecord<V> history(String type) {
        BiFunction<Tx, UUID, V> found = Objects.requireNonNull(one, "say get first");
        return also(
                Endpoint.get(
                                path + "/{id}/history",
                                "get" + noun + "History",
                                "Who changed it, when and how, newest first")
                        .permission(reading())
                        .problems(absent)
                        .list(
                                History.LISTING,
                                (tx, call) -> History.of(type, found.apply(tx, call.id()).id())));
    }

    /** {@code POST …/{id}/verb}. */
    public MasterRecord<V> action(
            String verb, String summary, Work<V> work, ErrorCode... problems) {
        return also(
                writing(Endpoint.post(path + "/{id}/" + verb, verb + noun, summary))
                        .answers(view)
                        .problems(absent)
                        .problems(problems)
                        .write(
                                (tx, call) ->
                                        Reply.ok(work.apply(tx, call.id(), call::expectVersion))));
    }

    /** What is particular to it. */
    public MasterRecord<V> also(Endpoint<?> endpoint) {
        endpoints.add(endpoint);
        return this;
    }

    public List<Endpoint<?>> endpoints() {
        return List.copyOf(endpoints);
    }

    private Permission reading() {
        return said(read);
    }

    private <B> EndpointDraft<B> writing(EndpointDraft<B> draft) {
        EndpointDraft<B> writing = draft.permission(said(write));
        return keepsRights ? writing.keepingRights() : writing;
    }

    private Permission said(@Nullable Permission permission) {
        if (permission == null) {
            throw new IllegalStateException("say first who may read and write " + path);
        }
        return permission;
    }

    private static String pascal(String kebab) {
        return WORD.matcher(kebab).replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    }
}
