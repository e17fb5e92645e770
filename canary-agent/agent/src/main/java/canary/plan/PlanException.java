package canary.plan;

import java.util.List;

/** A plan that cannot be carried out as it is written; names every problem at once. */
public final class PlanException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    public PlanException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** One line each: path and rule. */
    public List<String> problems() {
        return problems;
    }
}
