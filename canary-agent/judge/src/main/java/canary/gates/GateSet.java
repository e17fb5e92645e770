package canary.gates;

/** Which gates are asked; it depends on who can reach the canary. */
public enum GateSet {
    /** Nothing is on trial. */
    NONE,
    /** Before the canary runs: will there be something to see? */
    PREFLIGHT,
    /** The canary runs and no user reaches it. */
    SMOKE,
    /** Users may reach the canary. */
    LIVE
}
