package canary.agent.field;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts a version's users as a router does: distinct ones, and their minutes. */
final class FieldUsers {

    private final String version;
    private final FieldCounters router;
    private final Set<Integer> reached = new HashSet<>();
    private final Map<Integer, Integer> minute = new HashMap<>();
    private final Set<Integer> badLast = new HashSet<>();

    FieldUsers(String version, FieldCounters router) {
        this.version = version;
        this.router = router;
        for (String outcome : List.of("good", "bad")) {
            minutes(outcome, 0);
        }
        router.add("erp_user_minutes_again_total", version, "", 0);
    }

    /** A user was answered. */
    void answered(int user, int status) {
        router.add("mesh_users_total", version, "", reached.add(user) ? 1 : 0);
        minute.merge(user, weight(status), Math::max);
    }

    /** A success makes up for refusals, nothing for a failure. */
    private static int weight(int status) {
        return status >= 500 ? 2 : status >= 400 ? 0 : 1;
    }

    void endMinute() {
        minute.forEach(
                (user, got) -> {
                    boolean isBad = got != 1;
                    minutes(isBad ? "bad" : "good", 1);
                    boolean wasBad = badLast.remove(user);
                    if (isBad) {
                        badLast.add(user);
                        router.add("erp_user_minutes_again_total", version, "", wasBad ? 1 : 0);
                    }
                });
        minute.clear();
    }

    private void minutes(String outcome, double more) {
        router.add("erp_user_minutes_total", version, ",outcome=\"" + outcome + "\"", more);
    }
}
