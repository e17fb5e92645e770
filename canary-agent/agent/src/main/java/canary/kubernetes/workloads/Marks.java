package canary.kubernetes.workloads;

/** What the agent writes down on objects of others. */
public final class Marks {

    /** Of all the agent's annotations. */
    public static final String PREFIX = "erp-release/";

    /** On an autoscaler: the least number of copies before the release raised it. */
    static final String MIN_REPLICAS = PREFIX + "min-replicas";

    /** On an autoscaler: what the release raised it to. */
    static final String RAISED_TO = PREFIX + "raised-to";

    /** On a Deployment that the agent made: the version that it is the copy of. */
    static final String MADE_FROM = PREFIX + "made-from";

    private Marks() {}
}
