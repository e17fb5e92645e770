package erp.production.routings;

import erp.core.ErpException;
import erp.core.http.Endpoint;
import erp.core.http.MasterRecord;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.inventory.Inventory;
import erp.inventory.common.InventoryError;
import erp.inventory.items.ItemId;
import erp.production.centres.WorkCentres;
import erp.production.common.ProductionError;
import erp.production.common.ProductionPermission;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** Routings, kept by hand. */
public final class Routings {
    private static final String TYPE = "production.routing";
    private static final String PATH = "/api/v1/production/routings";

    private static final Listing<RoutingView> LISTING =
            Listing.of(Routing.class)
                    .equal("code", "only the routing of this code")
                    .sort("code")
                    .asAll(
                            RoutingView.class,
                            (tx, rows) -> {
                                List<UUID> ids = rows.stream().map(Routing::getId).toList();
                                Map<UUID, Routing> read = of(tx, ids);
                                return ids.stream()
                                        .map(id -> Objects.requireNonNull(read.get(id)).view())
                                        .toList();
                            });

    /** Classes that Hibernate maps. */
    public static List<Class<?>> entities() {
        return List.of(Operation.class, Routing.class);
    }

    private final Inventory inventory;

    public Routings(Inventory inventory) {
        this.inventory = inventory;
    }

    public List<Endpoint<?>> endpoints() {
        return new MasterRecord<>("Routing", PATH, RoutingView.class)
                .permissions(ProductionPermission.MASTER_READ, ProductionPermission.MASTER_WRITE)
                .absent(ProductionError.ROUTING_NOT_FOUND)
                .unique(
                        "uq_production_routing_code",
                        ProductionError.ROUTING_EXISTS,
                        "/code",
                        "is taken")
                .list("Routings, newest first", LISTING)
                .create(
                        "Adds a routing",
                        NewRouting.class,
                        this::add,
                        ProductionError.UNKNOWN_WORK_CENTRE,
                        InventoryError.UNKNOWN_ITEM,
                        InventoryError.INACTIVE_ITEM)
                .get("One routing with its operations", (tx, id) -> routing(tx, id).view())
                .history(TYPE)
                .change(
                        "Replaces a routing; orders that are made already keep theirs",
                        NewRouting.class,
                        this::change,
                        ProductionError.UNKNOWN_WORK_CENTRE,
                        InventoryError.UNKNOWN_ITEM,
                        InventoryError.INACTIVE_ITEM)
                .endpoints();
    }

    /** Those of the company, with their operations. */
    public static Map<UUID, Routing> of(Tx tx, Collection<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : byId(new RoutingQueries_(tx.session()).routings(List.copyOf(ids)));
    }

    /** All of the company. */
    public static Map<UUID, Routing> all(Tx tx) {
        return byId(new RoutingQueries_(tx.session()).all());
    }

    /** The one that a request names. Throws UNKNOWN_ROUTING. */
    public static Routing named(Tx tx, UUID id, String pointer) {
        Routing routing = of(tx, List.of(id)).get(id);
        if (routing == null) {
            throw ErpException.field(
                    ProductionError.UNKNOWN_ROUTING, pointer, "unknown", "names no routing");
        }
        return routing;
    }

    private RoutingView add(Tx tx, NewRouting wanted) {
        check(tx, wanted);
        return tx.created(
                        TYPE,
                        new Routing(tx.newId(), wanted, tx.now()),
                        Map.of("code", wanted.code()))
                .view();
    }

    private RoutingView change(Tx tx, UUID id, NewRouting wanted, LongConsumer expect) {
        Routing routing = tx.lock(Routing.class, id, ProductionError.ROUTING_NOT_FOUND);
        expect.accept(routing.getVersion());
        check(tx, wanted);
        routing.change(wanted);
        tx.changed(
                TYPE,
                routing,
                "change",
                Map.of("code", wanted.code(), "operations", wanted.operations().size()));
        return routing.view();
    }

    private void check(Tx tx, NewRouting wanted) {
        WorkCentres.named(
                tx,
                wanted.operations().stream().map(NewRouting.Operation::workCentreId).toList(),
                i -> "/operations/" + i + "/workCentreId");
        List<ItemId> bought = new ArrayList<>();
        List<String> pointers = new ArrayList<>();
        for (int i = 0; i < wanted.operations().size(); i++) {
            UUID item = wanted.operations().get(i).subcontractItemId();
            if (item != null) {
                bought.add(new ItemId(item));
                pointers.add("/operations/" + i + "/subcontractItemId");
            }
        }
        inventory.requireItems(tx, bought, pointers::get);
    }

    private static Routing routing(Tx tx, UUID id) {
        return tx.require(Routing.class, id, ProductionError.ROUTING_NOT_FOUND);
    }

    private static Map<UUID, Routing> byId(List<Routing> routings) {
        return routings.stream().collect(Collectors.toMap(Routing::getId, Function.identity()));
    }
}
