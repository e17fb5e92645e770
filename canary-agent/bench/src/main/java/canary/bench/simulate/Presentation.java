package canary.bench.simulate;

/**
 * How a release's counters reach whoever judges it: what other monitoring systems, proxies and
 * deployments do to them.
 *
 * @param refuses whether some requests deserve a 4xx on both versions, and are told apart
 * @param isBare whether nobody tells how well each source was read, as in a plain recording
 * @param isRenamed whether the canary has no route of stable's names
 * @param isRareNew whether only the canary has the rare route
 * @param isMasked whether a router counts beside the pods, and its retries hide all failures
 * @param isProbed whether probes ask both versions for their health all the time
 * @param hasOtherEdges whether the canary's histogram has other edges than stable's
 * @param lag ticks that the canary's counters come later than stable's
 * @param hasRun whether stable's counters stand high before the release, and its pods are named
 */
record Presentation(
        boolean refuses,
        boolean isBare,
        boolean isRenamed,
        boolean isRareNew,
        boolean isMasked,
        boolean isProbed,
        boolean hasOtherEdges,
        int lag,
        boolean hasRun) {

    /** As this project's own agent records. */
    static final Presentation PLAIN =
            new Presentation(false, false, false, false, false, false, false, 0, false);

    /** As a plain recording of others. */
    static final Presentation BARE =
            new Presentation(true, true, false, false, false, false, false, 0, true);

    static final Presentation REFUSING =
            new Presentation(true, false, false, false, false, false, false, 0, false);

    static final Presentation RENAMED =
            new Presentation(true, true, true, false, false, false, false, 0, true);

    static final Presentation NEW_ROUTE =
            new Presentation(true, true, false, true, false, false, false, 0, true);

    static final Presentation MASKED =
            new Presentation(true, true, false, false, true, false, false, 0, true);

    static final Presentation PROBED =
            new Presentation(true, true, false, false, false, true, false, 0, true);

    static final Presentation OTHER_EDGES =
            new Presentation(true, true, false, false, false, false, true, 0, true);

    static final Presentation LATE_CANARY =
            new Presentation(true, true, false, false, false, false, false, 1, true);
}
