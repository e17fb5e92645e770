package canary.counters;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All that was seen at one moment, and all that a release is judged by; one line of a recording. A
 * recording of others may lack any of it.
 *
 * @param weight share of the canary that the mesh was configured for, percent
 * @param series what the pods count
 * @param mesh what the mesh counts, in the same terms
 * @param users user-minutes by outcome
 * @param pods pods as the cluster tells them
 * @param reached distinct users the mesh has sent to each version
 * @param database what each version asked of its database
 * @param feedback what users wrote
 * @param usage what the pods use of what they have
 * @param violations checks of the data that did not pass when they last ran
 * @param checkedAt of which moment they speak; null when they never ran
 * @param scrapes how well each source could be read; none where nobody tells
 * @param podsAt when the cluster last told its pods; null when never
 * @param desired how many pods of a version the cluster is asked for; none where nobody tells
 * @param business what came of the work
 * @param leftOut requests that are not the users' and that the mesh has sent to each version: it
 *     counts them nowhere else, the pods count them as any other; cumulative
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Snapshot(
        Instant at,
        int weight,
        List<Series> series,
        List<Series> mesh,
        List<UserMinutes> users,
        List<PodState> pods,
        Map<String, Long> reached,
        List<DatabaseUse> database,
        List<Feedback> feedback,
        List<Usage> usage,
        List<Violation> violations,
        @Nullable Instant checkedAt,
        List<ScrapeStatus> scrapes,
        @Nullable Instant podsAt,
        Map<String, Integer> desired,
        List<BusinessCount> business,
        Map<String, Long> leftOut)
        implements Serializable {

    public Snapshot(
            Instant at,
            int weight,
            @Nullable List<Series> series,
            @Nullable List<Series> mesh,
            @Nullable List<UserMinutes> users,
            @Nullable List<PodState> pods,
            @Nullable Map<String, Long> reached,
            @Nullable List<DatabaseUse> database,
            @Nullable List<Feedback> feedback,
            @Nullable List<Usage> usage,
            @Nullable List<Violation> violations,
            @Nullable Instant checkedAt,
            @Nullable List<ScrapeStatus> scrapes,
            @Nullable Instant podsAt,
            @Nullable Map<String, Integer> desired,
            @Nullable List<BusinessCount> business,
            @Nullable Map<String, Long> leftOut) {
        this.at = at;
        this.weight = weight;
        this.series = copy(series);
        this.mesh = copy(mesh);
        this.users = copy(users);
        this.pods = copy(pods);
        this.reached = reached == null ? Map.of() : Map.copyOf(reached);
        this.database = copy(database);
        this.feedback = copy(feedback);
        this.usage = copy(usage);
        this.violations = copy(violations);
        this.checkedAt = checkedAt;
        this.scrapes = copy(scrapes);
        // Who writes pods without a time has just been told them.
        this.podsAt = podsAt == null && !this.pods.isEmpty() ? at : podsAt;
        this.desired = desired == null ? Map.of() : Map.copyOf(desired);
        this.business = copy(business);
        this.leftOut = leftOut == null ? Map.of() : Map.copyOf(leftOut);
    }

    /** One in which nothing was seen yet. */
    public static SnapshotBuilder of(Instant at, int weight) {
        return new SnapshotBuilder(at, weight);
    }

    /** With these counts of requests instead of its own. */
    public Snapshot counting(List<Series> ofPods, List<Series> ofMesh) {
        return counting(ofPods, ofMesh, business);
    }

    /** With these counts of requests and of what came of them instead of its own. */
    public Snapshot counting(
            List<Series> ofPods, List<Series> ofMesh, List<BusinessCount> ofBusiness) {
        return new Snapshot(
                at,
                weight,
                ofPods,
                ofMesh,
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
                ofBusiness,
                leftOut);
    }

    private static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /** Sum of a version's series as one source counts them. */
    public Tally tally(Source source, String version) {
        return Tally.of(source == Source.PODS ? series : mesh, version);
    }

    /** Pods of one version. */
    public List<PodState> podsOf(String version) {
        return pods.stream().filter(pod -> pod.version().equals(version)).toList();
    }

    /** A version's user-minutes; empty where nobody counts them. */
    public Optional<UserMinutes> usersOf(String version) {
        return users.stream().filter(it -> it.version().equals(version)).findFirst();
    }

    /** What a version asked of its database; empty where nobody counts it. */
    public Optional<DatabaseUse> databaseOf(String version) {
        return database.stream().filter(it -> it.version().equals(version)).findFirst();
    }

    /** Requests that the mesh has sent to a version and that are not the users'. */
    public long leftOutOf(String version) {
        return leftOut.getOrDefault(version, 0L);
    }

    /** How many pods of a version the cluster is asked for; empty where it does not tell. */
    public OptionalInt desiredOf(String version) {
        Integer pods = desired.get(version);
        return pods == null ? OptionalInt.empty() : OptionalInt.of(pods);
    }

    /** What users wrote about a version, of any kind; empty where nobody counts it. */
    public List<Feedback> feedbackOf(String version) {
        return feedback.stream().filter(it -> it.version().equals(version)).toList();
    }

    /** What a version's pods use; empty where none was read. */
    public Optional<Usage> usageOf(String version) {
        return usage.stream().filter(it -> it.version().equals(version)).findFirst();
    }
}
