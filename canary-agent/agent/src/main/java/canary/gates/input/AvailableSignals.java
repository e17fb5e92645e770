package canary.gates.input;

import canary.counters.Source;

import java.util.EnumSet;
import java.util.Set;

/**
 * What there is to look at.
 *
 * @param isLive whether parts are asked; a recording is only read
 * @param pods whether the cluster tells its pods
 * @param database whether somebody counts what the versions ask of their database
 * @param data whether the checks of the data run
 * @param feedback whether complaints are counted
 * @param usage whether the pods show what they use
 */
public record AvailableSignals(
        boolean isLive,
        boolean pods,
        boolean database,
        boolean data,
        boolean feedback,
        boolean usage) {

    /**
     * A release under way: all that should be there is missed where it is not.
     *
     * @param hasDatabase whether the plan says where the data are
     */
    public static AvailableSignals live(boolean hasDatabase) {
        return new AvailableSignals(true, true, true, hasDatabase, true, true);
    }

    /** Who must count both versions; nobody where what was recorded cannot be helped. */
    public Set<Source> sources() {
        return isLive ? EnumSet.allOf(Source.class) : EnumSet.noneOf(Source.class);
    }
}
