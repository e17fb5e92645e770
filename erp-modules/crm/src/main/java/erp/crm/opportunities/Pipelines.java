package erp.crm.opportunities;

import erp.core.ErpException;
import erp.core.Violations;
import erp.core.http.Endpoint;
import erp.core.http.MasterRecord;
import erp.core.listing.Listing;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.crm.common.CrmError;
import erp.crm.common.CrmPermission;

import jakarta.persistence.LockModeType;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Keeps pipelines. Who puts an opportunity at a stage keeps the pipeline as it is until commit. */
public final class Pipelines {
    private static final String TYPE = "crm.pipeline";

    private Pipelines() {}

    public static List<Endpoint<?>> endpoints() {
        return new MasterRecord<>("Pipeline", "/api/v1/crm/pipelines", PipelineView.class)
                .permissions(CrmPermission.SETUP_READ, CrmPermission.SETUP_WRITE)
                .absent(CrmError.PIPELINE_NOT_FOUND)
                .unique("uq_crm_pipeline_code", CrmError.PIPELINE_EXISTS, "/code", "is taken")
                .list(
                        "Pipelines, newest first",
                        Listing.of(Pipeline.class)
                                .equal("active", "only those in use, or not in use any more")
                                .sort("code")
                                .as(PipelineView.class, Pipeline::view))
                .create(
                        "Makes a pipeline with its stages",
                        NewPipeline.class,
                        Pipelines::add,
                        CrmError.INVALID_PIPELINE)
                .get("One pipeline", (tx, id) -> require(tx, id).view())
                .change(
                        "Changes all of a pipeline but its code; stages with opportunities stay",
                        NewPipeline.class,
                        Pipelines::change,
                        CrmError.INVALID_PIPELINE,
                        CrmError.STAGE_IN_USE)
                .history(TYPE)
                .endpoints();
    }

    /**
     * The pipeline of a new opportunity, as it stays until commit: the one that a field names, or
     * the company's first one. Throws UNKNOWN_REFERENCE.
     */
    static Pipeline keep(Tx tx, @Nullable UUID id, String pointer) {
        UUID wanted = id == null ? first(tx) : id;
        CrmError.UNKNOWN_REFERENCE.refuseIf(
                wanted == null, pointer, "required", "is needed: there is no pipeline in use");
        try {
            Pipeline pipeline =
                    tx.keep(
                            Pipeline.class,
                            Objects.requireNonNull(wanted),
                            CrmError.PIPELINE_NOT_FOUND);
            CrmError.UNKNOWN_REFERENCE.refuseIf(
                    !pipeline.isActive(), pointer, "inactive", "is not used any more");
            return pipeline;
        } catch (ErpException e) {
            CrmError.UNKNOWN_REFERENCE.refuseIf(
                    e.code() == CrmError.PIPELINE_NOT_FOUND,
                    pointer,
                    "unknown",
                    "names no pipeline");
            throw e;
        }
    }

    /** The pipeline of an opportunity that there is, as it stays until commit. */
    static Pipeline keep(Tx tx, UUID id) {
        return tx.keep(Pipeline.class, id, CrmError.PIPELINE_NOT_FOUND);
    }

    private static @Nullable UUID first(Tx tx) {
        List<UUID> ids =
                Sql.query(
                        tx.session(),
                        "select id from crm_pipeline where company_id = ? and active"
                                + " order by id limit 1",
                        List.of(tx.companyId()),
                        row -> Sql.uuid(row.getBytes(1)));
        return ids.isEmpty() ? null : ids.getFirst();
    }

    private static PipelineView add(Tx tx, NewPipeline wanted) {
        check(wanted);
        Pipeline pipeline = new Pipeline(tx.newId(), wanted, tx::newId);
        return tx.created(TYPE, pipeline, Map.of("code", wanted.code())).view();
    }

    private static PipelineView change(Tx tx, UUID id, NewPipeline wanted, LongConsumer expect) {
        Pipeline pipeline = tx.lock(Pipeline.class, id, CrmError.PIPELINE_NOT_FOUND);
        expect.accept(pipeline.getVersion());
        check(wanted);
        CrmError.INVALID_PIPELINE.refuseIf(
                !pipeline.code().equals(wanted.code()),
                "/code",
                "fixed",
                "cannot change; it is " + pipeline.code());
        for (Stage stage : pipeline.leaving(wanted)) {
            requireUnused(tx, stage);
        }
        pipeline.change(wanted, tx::newId);
        tx.session().lock(pipeline, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
        tx.changed(TYPE, pipeline, "change", Map.of("stages", wanted.stages().size()));
        return pipeline.view();
    }

    private static void check(NewPipeline wanted) {
        Violations wrong = new Violations();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < wanted.stages().size(); i++) {
            wrong.addIf(
                    !seen.add(wanted.stages().get(i).code()),
                    "/stages/" + i + "/code",
                    "duplicate",
                    "is that of another stage too");
        }
        wrong.refuse(CrmError.INVALID_PIPELINE);
    }

    /** What was at a stage once has it in its history. */
    private static void requireUnused(Tx tx, Stage stage) {
        List<Integer> uses =
                Sql.query(
                        tx.session(),
                        "select 1 from crm_stage_change where company_id = ? and to_stage_id = ?"
                                + " limit 1",
                        List.of(tx.companyId(), stage.getId()),
                        row -> 1);
        CrmError.STAGE_IN_USE.refuseIf(
                !uses.isEmpty(),
                "/stages",
                "used",
                "must keep %s: opportunities are or were there".formatted(stage.code()));
    }

    private static Pipeline require(Tx tx, UUID id) {
        return tx.require(Pipeline.class, id, CrmError.PIPELINE_NOT_FOUND);
    }
}
