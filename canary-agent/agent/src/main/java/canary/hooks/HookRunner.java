package canary.hooks;

import canary.plan.HookPoint;
import canary.plan.Plan;

import java.util.function.Consumer;

/** Does what a hook says; blocks until it has ended. */
@FunctionalInterface
public interface HookRunner {

    /**
     * @param plan has a hook for this point
     * @param progress told each line that is said
     * @return the last line that was said
     * @throws HookFailure where it did not end well
     * @throws InterruptedException where it was broken off; nothing of it runs any more
     */
    String run(Plan plan, HookPoint point, Consumer<String> progress) throws InterruptedException;
}
