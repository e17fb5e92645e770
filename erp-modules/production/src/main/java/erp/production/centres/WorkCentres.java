package erp.production.centres;

import erp.core.Violations;
import erp.core.http.Endpoint;
import erp.core.http.MasterRecord;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.production.common.ProductionError;
import erp.production.common.ProductionPermission;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** Work centres, kept by hand. */
public final class WorkCentres {
    private static final String TYPE = "production.work-centre";
    private static final String PATH = "/api/v1/production/work-centres";

    private static final Listing<WorkCentreView> LISTING =
            Listing.of(WorkCentre.class)
                    .equal("code", "only the work centre of this code")
                    .sort("code")
                    .asAll(
                            WorkCentreView.class,
                            (tx, rows) -> {
                                List<UUID> ids = rows.stream().map(WorkCentre::getId).toList();
                                Map<UUID, WorkCentre> read = of(tx, ids);
                                return ids.stream().map(id -> require(read, id).view()).toList();
                            });

    /** Classes that Hibernate maps. */
    public static List<Class<?>> entities() {
        return List.of(ClosedDay.class, WorkCentre.class);
    }

    public List<Endpoint<?>> endpoints() {
        return new MasterRecord<>("WorkCentre", PATH, WorkCentreView.class)
                .permissions(ProductionPermission.MASTER_READ, ProductionPermission.MASTER_WRITE)
                .absent(ProductionError.WORK_CENTRE_NOT_FOUND)
                .unique(
                        "uq_production_work_centre_code",
                        ProductionError.WORK_CENTRE_EXISTS,
                        "/code",
                        "is taken")
                .list("Work centres, newest first", LISTING)
                .create("Adds a work centre", NewWorkCentre.class, this::add)
                .get("One work centre", (tx, id) -> centre(tx, id).view())
                .history(TYPE)
                .change(
                        "Replaces what is known of a work centre; orders keep the rates that they"
                                + " were planned with",
                        NewWorkCentre.class,
                        this::change)
                .endpoints();
    }

    /** Those of the company, with their calendars. */
    public static Map<UUID, WorkCentre> of(Tx tx, Collection<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : byId(new WorkCentreQueries_(tx.session()).centres(List.copyOf(ids)));
    }

    /** All of the company. */
    public static Map<UUID, WorkCentre> all(Tx tx) {
        return byId(new WorkCentreQueries_(tx.session()).all());
    }

    /** The one of that id, which a foreign key says is there. */
    public static WorkCentre require(Map<UUID, WorkCentre> centres, UUID id) {
        WorkCentre centre = centres.get(id);
        if (centre == null) {
            throw new IllegalStateException("no work centre " + id);
        }
        return centre;
    }

    /**
     * Refuses those that are not the company's. Throws UNKNOWN_WORK_CENTRE.
     *
     * @param pointer of the one at an index
     */
    public static Map<UUID, WorkCentre> named(Tx tx, List<UUID> ids, IntFunction<String> pointer) {
        Map<UUID, WorkCentre> known = of(tx, ids.stream().distinct().toList());
        Violations unknown = new Violations();
        for (int i = 0; i < ids.size(); i++) {
            unknown.addIf(
                    !known.containsKey(ids.get(i)),
                    pointer.apply(i),
                    "unknown",
                    "names no work centre");
        }
        unknown.refuse(ProductionError.UNKNOWN_WORK_CENTRE);
        return known;
    }

    private WorkCentreView add(Tx tx, NewWorkCentre wanted) {
        return tx.created(
                        TYPE,
                        new WorkCentre(tx.newId(), wanted, tx.now()),
                        Map.of("code", wanted.code()))
                .view();
    }

    private WorkCentreView change(Tx tx, UUID id, NewWorkCentre wanted, LongConsumer expect) {
        WorkCentre centre = tx.lock(WorkCentre.class, id, ProductionError.WORK_CENTRE_NOT_FOUND);
        expect.accept(centre.getVersion());
        centre.change(wanted);
        tx.changed(
                TYPE,
                centre,
                "change",
                Map.of(
                        "code", wanted.code(),
                        "labourRate", wanted.labourRate(),
                        "machineRate", wanted.machineRate()));
        return centre.view();
    }

    private static WorkCentre centre(Tx tx, UUID id) {
        return tx.require(WorkCentre.class, id, ProductionError.WORK_CENTRE_NOT_FOUND);
    }

    private static Map<UUID, WorkCentre> byId(List<WorkCentre> centres) {
        return centres.stream().collect(Collectors.toMap(WorkCentre::getId, Function.identity()));
    }
}
