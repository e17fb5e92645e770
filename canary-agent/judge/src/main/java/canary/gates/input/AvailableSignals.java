package canary.gates.input;

import canary.counters.Source;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which signals a release can have at all. A gate without its signal is left out and said to be;
 * one whose signal should be there and is not stays, and finds nothing measured.
 *
 * @param isLive whether a release is under way; in a recording nobody can be asked
 * @param refusals whether answers of status 4xx are told apart
 * @param business whether it is counted what comes of the work
 * @param pods whether the cluster tells its pods
 * @param database whether somebody counts what the versions ask of their database
 * @param data whether the checks of the data run
 * @param feedback whether complaints are counted
 * @param usage whether the pods show what they use
 * @param scrapes whether it is told how well each source was read
 */
public record AvailableSignals(
        boolean isLive,
        boolean refusals,
        boolean business,
        boolean pods,
        boolean database,
        boolean data,
        boolean feedback,
        boolean usage,
        boolean scrapes) {

    /**
     * A release under way: all that should be there is missed where it is not.
     *
     * @param hasDatabase whether the plan says where the data are
     */
    public static AvailableSignals live(boolean hasDatabase) {
        return new AvailableSignals(true, true, true, true, true, hasDatabase, true, true, true);
    }

    /**
     * Who must count both versions from the first moment on; nobody where a recording does not tell
     * who was there to be read.
     */
    public Set<Source> sources() {
        return scrapes ? EnumSet.allOf(Source.class) : EnumSet.noneOf(Source.class);
    }
}
