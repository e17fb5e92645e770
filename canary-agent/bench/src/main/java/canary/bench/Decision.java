package canary.bench;

/** What a judge makes of a release at one look; all but NONE are final. */
enum Decision {
    NONE,
    ROLL_BACK,
    /** A person must look. */
    HOLD,
    PROMOTE
}
