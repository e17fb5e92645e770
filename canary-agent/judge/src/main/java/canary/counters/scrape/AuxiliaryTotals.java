package canary.counters.scrape;

import canary.counters.BusinessCount;
import canary.counters.DatabaseUse;
import canary.counters.Feedback;
import canary.counters.UserMinutes;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** What was counted beside requests; all cumulative, a list is empty where nothing was counted. */
public record AuxiliaryTotals(
        List<UserMinutes> users,
        List<DatabaseUse> database,
        List<Feedback> feedback,
        Map<String, Double> cpuSeconds,
        List<BusinessCount> business) {

    /** Nothing counted. */
    public static final AuxiliaryTotals NONE = new AuxiliaryTotals(null, null, null, null, null);

    public AuxiliaryTotals(
            @Nullable List<UserMinutes> users,
            @Nullable List<DatabaseUse> database,
            @Nullable List<Feedback> feedback,
            @Nullable Map<String, Double> cpuSeconds,
            @Nullable List<BusinessCount> business) {
        this.users = users == null ? List.of() : List.copyOf(users);
        this.database = database == null ? List.of() : List.copyOf(database);
        this.feedback = feedback == null ? List.of() : List.copyOf(feedback);
        this.cpuSeconds = cpuSeconds == null ? Map.of() : Map.copyOf(cpuSeconds);
        this.business = business == null ? List.of() : List.copyOf(business);
    }
}
