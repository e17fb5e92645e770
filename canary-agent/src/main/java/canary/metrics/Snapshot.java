package canary.metrics;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All counters at one moment; one line of a recording.
 *
 * @param weight share of the canary that the mesh was configured for, percent
 * @param series what the pods count
 * @param mesh what the mesh counts, in the same terms
 * @param users user-minutes by outcome
 * @param pods pods as the cluster tells them
 * @param reached distinct users the mesh has sent to each version
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Snapshot(
        Instant at,
        int weight,
        List<Series> series,
        List<Series> mesh,
        List<UserMinutes> users,
        List<PodState> pods,
        Map<String, Long> reached) {

    public Snapshot(
            Instant at,
            int weight,
            @Nullable List<Series> series,
            @Nullable List<Series> mesh,
            @Nullable List<UserMinutes> users,
            @Nullable List<PodState> pods,
            @Nullable Map<String, Long> reached) {
        this.at = at;
        this.weight = weight;
        this.series = series == null ? List.of() : List.copyOf(series);
        this.mesh = mesh == null ? List.of() : List.copyOf(mesh);
        this.users = users == null ? List.of() : List.copyOf(users);
        this.pods = pods == null ? List.of() : List.copyOf(pods);
        this.reached = reached == null ? Map.of() : Map.copyOf(reached);
    }

    /** Sum of a version's series as one source counts them. */
    public Tally tally(Source source, String version) {
        return Tally.of(source == Source.PODS ? series : mesh, version);
    }

    /** Pods of one version. */
    public List<PodState> podsOf(String version) {
        return pods.stream().filter(pod -> pod.version().equals(version)).toList();
    }
}
