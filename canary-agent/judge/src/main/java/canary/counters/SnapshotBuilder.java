package canary.counters;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Puts a snapshot together; what is not said was not seen. */
public final class SnapshotBuilder {

    private final Instant at;
    private final int weight;
    private @Nullable List<Series> series;
    private @Nullable List<Series> mesh;
    private @Nullable List<UserMinutes> users;
    private @Nullable List<PodState> pods;
    private @Nullable Map<String, Long> reached;
    private @Nullable List<DatabaseUse> database;
    private @Nullable List<Feedback> feedback;
    private @Nullable List<Usage> usage;
    private @Nullable List<Violation> violations;
    private @Nullable Instant checkedAt;
    private @Nullable List<ScrapeStatus> scrapes;
    private @Nullable Instant podsAt;
    private @Nullable Map<String, Integer> desired;
    private @Nullable List<BusinessCount> business;
    private @Nullable Map<String, Long> leftOut;

    SnapshotBuilder(Instant at, int weight) {
        this.at = at;
        this.weight = weight;
    }

    public SnapshotBuilder series(@Nullable List<Series> seen) {
        series = seen;
        return this;
    }

    public SnapshotBuilder mesh(@Nullable List<Series> seen) {
        mesh = seen;
        return this;
    }

    public SnapshotBuilder users(@Nullable List<UserMinutes> seen) {
        users = seen;
        return this;
    }

    public SnapshotBuilder pods(@Nullable List<PodState> seen) {
        pods = seen;
        return this;
    }

    public SnapshotBuilder reached(@Nullable Map<String, Long> seen) {
        reached = seen;
        return this;
    }

    public SnapshotBuilder database(@Nullable List<DatabaseUse> seen) {
        database = seen;
        return this;
    }

    public SnapshotBuilder feedback(@Nullable List<Feedback> seen) {
        feedback = seen;
        return this;
    }

    public SnapshotBuilder usage(@Nullable List<Usage> seen) {
        usage = seen;
        return this;
    }

    public SnapshotBuilder violations(@Nullable List<Violation> seen) {
        violations = seen;
        return this;
    }

    public SnapshotBuilder checkedAt(@Nullable Instant seen) {
        checkedAt = seen;
        return this;
    }

    public SnapshotBuilder scrapes(@Nullable List<ScrapeStatus> seen) {
        scrapes = seen;
        return this;
    }

    public SnapshotBuilder podsAt(@Nullable Instant seen) {
        podsAt = seen;
        return this;
    }

    public SnapshotBuilder desired(@Nullable Map<String, Integer> seen) {
        desired = seen;
        return this;
    }

    public SnapshotBuilder business(@Nullable List<BusinessCount> seen) {
        business = seen;
        return this;
    }

    public SnapshotBuilder leftOut(@Nullable Map<String, Long> seen) {
        leftOut = seen;
        return this;
    }

    public Snapshot build() {
        return new Snapshot(
                at,
                weight,
                series,
                mesh,
                users,
                pods,
                reached,
                database,
                feedback,
                usage,
                violations,
                checkedAt,
                scrapes,
                podsAt,
                desired,
                business,
                leftOut);
    }
}
