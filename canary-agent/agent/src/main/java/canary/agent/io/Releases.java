package canary.agent.io;

import canary.plan.Plan;
import canary.plan.PlanException;

import java.util.List;
import java.util.Optional;

/** All releases of one place. */
public interface Releases {

    /**
     * The release to run a plan in: a new one, or the same where it is under way. An ended one of
     * the same name is set aside. Throws {@link canary.plan.PlanException} where the release under
     * way has another plan.
     *
     * @param text the plan as it is written
     */
    KeptRelease prepare(Plan plan, String text);

    /** All of them, the one begun last at the end. */
    List<KeptRelease> list();

    /** Where they are kept, as the end of a sentence: {@code below .erp/releases}. */
    String place();

    /** The release of this name, or the one begun last where the name is empty. */
    default Optional<KeptRelease> find(String name) {
        List<KeptRelease> known = list();
        return name.isEmpty()
                ? known.isEmpty() ? Optional.empty() : Optional.of(known.getLast())
                : known.stream().filter(release -> release.name().equals(name)).findFirst();
    }

    /** Who asks, as this place knows the one at this terminal. */
    default String asker() {
        return System.getProperty("user.name", OrderText.NOBODY);
    }

    /** Two plans for one release. */
    static PlanException underWay(String release) {
        return new PlanException(
                List.of(
                        "release: %s is under way with another plan; `release resume` goes on with that one"
                                .formatted(release)));
    }
}
