package canary.rollout;

/** What is looked at in some phases only, because it costs or needs something. */
public enum Inspection {
    /** The checks of the data, again and again. */
    DATA,
    /** The plan's integrations, on both versions. */
    INTEGRATIONS,
    /** Whether the canary was rejected after an earlier release of it. */
    REJECTION,
    /** Smoke tests of stable, until they pass. */
    SMOKE_OF_STABLE,
    /** Smoke tests of the canary's pods, until they pass. */
    SMOKE_OF_CANARY,
    /** Smoke tests through the entrance, once a stage. */
    SMOKE_OF_STAGE,
    /** The checks that a rollback took effect. */
    PROOF
}
