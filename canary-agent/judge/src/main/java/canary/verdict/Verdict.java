package canary.verdict;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What a gate says. Absence is never a pass: too little so far is undecided, nothing where
 * something should be is unmeasured, and both keep a release from going on.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Verdict.Healthy.class, name = "healthy"),
    @JsonSubTypes.Type(value = Verdict.Harmful.class, name = "harmful"),
    @JsonSubTypes.Type(value = Verdict.Shared.class, name = "shared"),
    @JsonSubTypes.Type(value = Verdict.Undecided.class, name = "undecided"),
    @JsonSubTypes.Type(value = Verdict.Unmeasured.class, name = "unmeasured")
})
public sealed interface Verdict {

    Evidence evidence();

    /** Enough was seen, and it is within the limits. */
    record Healthy(Evidence evidence) implements Verdict {}

    /** The canary does harm. */
    record Harmful(Evidence evidence) implements Verdict {}

    /** Both versions are hurt alike: nobody is blamed, a person must look. */
    record Shared(Evidence evidence) implements Verdict {}

    /** Too little was seen so far; the evidence says what is missing. */
    record Undecided(Evidence evidence) implements Verdict {}

    /** What should be seen cannot be seen; the evidence says why. */
    record Unmeasured(Evidence evidence) implements Verdict {}

    /** One word, as it stands in reports. */
    default String word() {
        return switch (this) {
            case Healthy _ -> "healthy";
            case Harmful _ -> "harmful";
            case Shared _ -> "shared";
            case Undecided _ -> "undecided";
            case Unmeasured _ -> "unmeasured";
        };
    }

    /** Which verdict counts when several gates speak: the highest. */
    default int gravity() {
        return switch (this) {
            case Healthy _ -> 0;
            case Undecided _ -> 1;
            case Unmeasured _ -> 2;
            case Shared _ -> 3;
            case Harmful _ -> 4;
        };
    }

    default String sentence() {
        return evidence().sentence();
    }

    /** The graver of two; the first where they are equal. */
    default Verdict orGraver(Verdict other) {
        return other.gravity() > gravity() ? other : this;
    }
}
