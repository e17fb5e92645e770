package canary.bench;

/**
 * How one judge ended one release.
 *
 * @param minutes since what the scenario is about began; below 0 where the judge was sooner
 * @param requests that had reached the canary by then
 * @param users likewise, different ones
 */
record Verdict(Decision decision, double minutes, long requests, double users) {}
