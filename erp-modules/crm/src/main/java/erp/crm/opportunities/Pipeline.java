package erp.crm.opportunities;

import erp.core.tx.Document;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** A way that opportunities go, stage by stage. */
@Entity
@Table(name = "crm_pipeline")
public class Pipeline extends Document {
    private String code;
    private String name;
    private boolean active;

    @OneToMany(cascade = CascadeType.PERSIST, orphanRemoval = true)
    @JoinColumn(name = "pipeline_id", nullable = false, updatable = false)
    @OrderBy("lineNo")
    private List<Stage> stages = new ArrayList<>();

    protected Pipeline() {}

    Pipeline(UUID id, NewPipeline wanted, Supplier<UUID> ids) {
        super(id);
        this.code = wanted.code();
        change(wanted, ids);
    }

    /**
     * Says something else from now on; whoever calls it has seen that nothing is where a stage
     * goes.
     */
    final void change(NewPipeline wanted, Supplier<UUID> ids) {
        name = wanted.name().strip();
        active = wanted.isActive();
        stages.removeAll(leaving(wanted));
        for (int at = 0; at < wanted.stages().size(); at++) {
            NewPipeline.Stage one = wanted.stages().get(at);
            Optional<Stage> there = coded(one.code());
            if (there.isPresent()) {
                there.get().change(at, one);
            } else {
                stages.add(new Stage(ids.get(), at, one));
            }
        }
    }

    /** Stages that would not be any more. */
    List<Stage> leaving(NewPipeline wanted) {
        return stages.stream()
                .filter(
                        stage ->
                                wanted.stages().stream()
                                        .noneMatch(one -> one.code().equals(stage.code())))
                .toList();
    }

    String code() {
        return code;
    }

    boolean isActive() {
        return active;
    }

    /** In their order. */
    List<Stage> stages() {
        return stages.stream().sorted(Comparator.comparingInt(Stage::lineNo)).toList();
    }

    Optional<Stage> stage(UUID id) {
        return stages.stream().filter(stage -> stage.getId().equals(id)).findFirst();
    }

    PipelineView view() {
        return new PipelineView(
                getId(),
                code,
                name,
                active,
                stages().stream().map(Stage::view).toList(),
                getVersion());
    }

    private Optional<Stage> coded(String wanted) {
        return stages.stream().filter(stage -> stage.code().equals(wanted)).findFirst();
    }
}
