package canary.load.measure;

/**
 * What was measured with so many clients.
 *
 * @param seconds that flows ran
 * @param flows latencies while only flows ran
 * @param reads latencies while only reads ran
 * @param cores used by server, database and client on average while flows ran
 * @param serverMib resident memory at the end; likewise the database's
 */
record Level(
        int clients,
        double seconds,
        Latencies flows,
        Latencies reads,
        Cores cores,
        double serverMib,
        double databaseMib) {

    /**
     * Cores, in seconds of CPU a second.
     *
     * @param others what the rest of the machine took; above 0.15 the figures say little
     */
    record Cores(double server, double database, double client, double others) {}

    double flowsPerSecond() {
        return flows.flows().size() / seconds;
    }

    long errors() {
        return flows.errors() + reads.errors();
    }
}
