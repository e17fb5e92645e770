package canary.rollout;

/**
 * How a hook that the agent began stands.
 *
 * <p>One that a dead agent began is not known to the next, which begins it again: what hooks do is
 * repeatable.
 */
public sealed interface HookState {

    /**
     * @param line what it said last; empty where it said nothing yet
     */
    record Running(String line) implements HookState {}

    /**
     * @param line what it said last: its proof
     */
    record Done(String line) implements HookState {}

    record Failed(String why) implements HookState {}
}
