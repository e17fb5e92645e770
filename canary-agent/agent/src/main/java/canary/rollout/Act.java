package canary.rollout;

import canary.mesh.Split;
import canary.plan.HookPoint;
import canary.plan.Plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import java.util.List;

/** What the shell is asked to do; each is repeatable, and asked for until its effect is seen. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Act.Shift.class, name = "shift"),
    @JsonSubTypes.Type(value = Act.Scale.class, name = "scale"),
    @JsonSubTypes.Type(value = Act.Retire.class, name = "retire"),
    @JsonSubTypes.Type(value = Act.Activate.class, name = "activate"),
    @JsonSubTypes.Type(value = Act.Run.class, name = "run"),
    @JsonSubTypes.Type(value = Act.WriteReport.class, name = "report"),
    @JsonSubTypes.Type(value = Act.Leave.class, name = "leave")
})
public sealed interface Act {

    /** Ask the mesh for a split. */
    record Shift(Split split) implements Act {}

    /** Ask the cluster for so many copies. */
    record Scale(String version, int replicas) implements Act {}

    /** Take a version away for good. */
    record Retire(String version) implements Act {}

    /**
     * Let this version do the jobs, which servers do without being asked. Where that fails for good
     * the end of the other version has the same effect, only later.
     */
    record Activate(String version) implements Act {
        /** Nothing where the plan does not say where the jobs are kept. */
        static List<Act> of(Plan plan, Plan.Version version) {
            return plan.database() == null ? List.of() : List.of(new Activate(version.version()));
        }
    }

    /** Begin a hook, again where it has failed; nothing where it is under way or done. */
    record Run(HookPoint point) implements Act {}

    /** Write the report files. */
    record WriteReport() implements Act {}

    /** End the agent and leave all as it is: a person must decide. */
    record Leave() implements Act {}
}
