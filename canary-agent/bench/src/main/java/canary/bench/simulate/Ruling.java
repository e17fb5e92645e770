package canary.bench.simulate;

/** What a judge makes of a release at one look; all but NONE are final. */
public enum Ruling {
    NONE,
    ROLL_BACK,
    /** A person must look. */
    HOLD,
    PROMOTE
}
