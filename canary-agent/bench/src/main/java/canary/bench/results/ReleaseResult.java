package canary.bench.results;

import canary.bench.simulate.Ruling;

/**
 * How one judge ended one release.
 *
 * @param minutes since what the scenario is about began; below 0 where the judge was sooner
 * @param requests that had reached the canary by then
 * @param users likewise, different ones
 */
public record ReleaseResult(Ruling decision, double minutes, long requests, double users) {}
