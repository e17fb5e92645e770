package erp.crm.opportunities;

import erp.core.tx.CompanyRow;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** A step of a pipeline. */
@Entity
@Table(name = "crm_stage")
public class Stage extends CompanyRow {
    private int lineNo;
    private String code;
    private String name;
    private int probability;
    private String requiredFields;

    protected Stage() {}

    Stage(UUID id, int lineNo, NewPipeline.Stage wanted) {
        super(id);
        this.code = wanted.code();
        change(lineNo, wanted);
    }

    final void change(int at, NewPipeline.Stage wanted) {
        lineNo = at;
        name = wanted.name().strip();
        probability = wanted.probability();
        requiredFields =
                wanted.requires().stream().map(Gate::name).collect(Collectors.joining(","));
    }

    int lineNo() {
        return lineNo;
    }

    String code() {
        return code;
    }

    String name() {
        return name;
    }

    int probability() {
        return probability;
    }

    List<Gate> requires() {
        return requiredFields.isEmpty()
                ? List.of()
                : Arrays.stream(requiredFields.split(",")).map(Gate::valueOf).toList();
    }

    PipelineView.Stage view() {
        return new PipelineView.Stage(getId(), code, name, probability, requires());
    }
}
