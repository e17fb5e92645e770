package canary.load;

import org.jspecify.annotations.Nullable;

/**
 * How often users complain of the version that answered. Some always do, so that the feedback gate
 * has a stable to compare with.
 */
@FunctionalInterface
public interface UserSatisfaction {

    /** What users say of software that works: next to nothing. */
    UserSatisfaction USUAL = _ -> 0.002;

    /** Share of a version's answers after which a user complains, 0 to 1. */
    double complaintsPerAnswer(@Nullable String version);
}
