package canary.load;

import org.jspecify.annotations.Nullable;

/** How content users are with the version that answers them. */
@FunctionalInterface
public interface UserSatisfaction {

    /** What users say of software that works: next to nothing. */
    UserSatisfaction USUAL = _ -> 0.002;

    /** Share of a version's answers after which a user complains, 0 to 1. */
    double complaintsPerAnswer(@Nullable String version);
}
