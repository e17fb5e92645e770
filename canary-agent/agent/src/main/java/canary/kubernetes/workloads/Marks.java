package canary.kubernetes.workloads;

/** What the agent writes down on objects of others. */
public final class Marks {

    /** Of all the agent's annotations. */
    public static final String PREFIX = "erp-release/";

    /** On an autoscaler: the least number of copies before the release raised it. */
    static final String MIN_REPLICAS = PREFIX + "min-replicas";

    private Marks() {}
}
