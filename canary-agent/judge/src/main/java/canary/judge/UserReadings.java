package canary.judge;

import canary.counters.UserMinutes;
import canary.judge.traffic.Increase;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/** What was last read of each version's minutes of users, and what was added to them since. */
final class UserReadings implements Serializable {
    private final Map<String, UserMinutes> known = new HashMap<>();

    /**
     * Adds what came since the look before.
     *
     * @param into where it goes; null where nobody knows what came
     * @param most a version that is new here began with nothing where it shows no more than this
     */
    void read(UserMinutes now, @Nullable Increase into, long most) {
        UserMinutes before = known.put(now.version(), now);
        if (into == null) {
            return;
        }
        if (before == null) {
            if (now.good() + now.bad() <= most) {
                add(now, new UserMinutes(now.version(), 0, 0, 0L), into);
            }
        } else if (now.good() >= before.good() && now.bad() >= before.bad()) {
            add(now, before, into);
        } else if (2 * (now.good() + now.bad()) < before.good() + before.bad()) {
            add(now, new UserMinutes(now.version(), 0, 0, 0L), into); // who counts began anew
        }
    }

    private static void add(UserMinutes now, UserMinutes before, Increase into) {
        long bad = now.bad() - before.bad();
        long again = Math.clamp(again(now) - again(before), 0, bad);
        into.addUserMinutes(now.good() - before.good(), bad - again, again);
    }

    private static long again(UserMinutes of) {
        Long again = of.again();
        return again == null ? 0 : again;
    }
}
