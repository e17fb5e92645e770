package canary.kubernetes.release;

import static org.assertj.core.api.Assertions.assertThat;

import canary.agent.RealPrometheus;
import canary.rollout.Ended;
import canary.rollout.Live;
import canary.rollout.Rollback;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Releases that a real Prometheus measures, which is gone in the middle. */
@ExtendWith(OneErp.class)
class ClusterPrometheusIT {

    private static final int PER_SECOND = 100;
    private static final int BETWEEN_LOOKS_MILLIS = 300;

    @TempDir Path directory;
    private final ClusterErp erp;

    ClusterPrometheusIT(ClusterErp erp) {
        this.erp = erp;
    }

    @Test
    void without_Prometheus_a_stage_is_not_passed() throws IOException {
        try (ScheduledExecutorService _ = targets();
                RealPrometheus prometheus = prometheus();
                ErpUsers users = new ErpUsers(erp.entrance(), PER_SECOND);
                ReleaseOnCluster release = release("blind", "erp-system:v2", prometheus)) {
            release.until(Live.Watching.class);
            prometheus.kill();
            assertThat(release.await()).as(release.said()).isEqualTo(4);
            assertThat(release.last().findings())
                    .anyMatch(
                            it ->
                                    it.gate().equals("telemetry")
                                            && it.verdict().word().equals("unmeasured"));
            assertThat(erp.routes()).isEqualTo(erp.rendered(release.plan().split(20)));
            assertThat(users.failures()).isEmpty();
        }
    }

    @Test
    void without_Prometheus_users_are_taken_off_and_the_missing_proof_is_told() throws IOException {
        try (ScheduledExecutorService _ = targets();
                RealPrometheus prometheus = prometheus();
                ErpUsers _ = new ErpUsers(erp.entrance(), PER_SECOND);
                ReleaseOnCluster release =
                        release("blind-back", "erp-system:v2-errors", prometheus)) {
            release.until(Rollback.Restoring.class);
            prometheus.kill();
            assertThat(release.await()).as(release.said()).isEqualTo(3);
            assertThat(((Ended.RolledBack) release.last().phase()).verifiedAt()).isNull();
            assertThat(erp.routes()).isEqualTo(erp.rendered(release.back()));
            assertThat(Objects.requireNonNull(erp.deployment("v2")).getSpec().getReplicas())
                    .isZero();
        }
    }

    private RealPrometheus prometheus() throws IOException {
        return RealPrometheus.start(directory.resolve("prometheus"), scrapes());
    }

    /** The gateway's counters get the names that Istio's own Envoy has for them. */
    private String scrapes() {
        String metric =
                "envoy_cluster_%s_svc_cluster_local__upstream_rq"
                        .formatted(erp.namespace().replace('-', '_'));
        return """
        - job_name: erp
          file_sd_configs: [{files: ["%1$s"], refresh_interval: 1s}]
        - job_name: gateway
          metrics_path: /stats/prometheus
          static_configs: [{targets: ["%2$s:%3$d"], labels: {reporter: source}}]
          metric_relabel_configs:
            - source_labels: [__name__, envoy_cluster_name]
              regex: '%4$s(_time_bucket)?;outbound\\|80\\|v[0-9]+\\|erp-system'
              action: keep
            - source_labels: [envoy_cluster_name]
              regex: 'outbound\\|80\\|(v[0-9]+)\\|.*'
              target_label: destination_version
            - {source_labels: [envoy_response_code], regex: '(.+)', target_label: response_code}
            - source_labels: [__name__]
              regex: '%4$s'
              target_label: __name__
              replacement: istio_requests_total
            - source_labels: [__name__]
              regex: '%4$s_time_bucket'
              target_label: __name__
              replacement: istio_request_duration_milliseconds_bucket
        """
                .formatted(pods(), erp.gatewayAddress(), erp.statisticsPort(), metric);
    }

    private Path pods() {
        return directory.resolve("pods.json");
    }

    /** The pods as they come and go; Debian's Prometheus cannot ask Kubernetes itself. */
    private ScheduledExecutorService targets() {
        writeTargets();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        clock.scheduleWithFixedDelay(
                this::writeTargets, 0, BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
        return clock;
    }

    private void writeTargets() {
        String addresses =
                Stream.of("v1", "v2")
                        .flatMap(version -> erp.pods(version).stream())
                        .map(pod -> pod.getStatus().getPodIP())
                        .filter(Objects::nonNull)
                        .map("\"%s:8081\""::formatted)
                        .collect(Collectors.joining(","));
        Path next =
                ClusterErp.write(
                        directory.resolve("pods.new"), "[{\"targets\":[" + addresses + "]}]");
        try {
            Files.move(next, pods(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nobody waits long for what does not come. */
    private ReleaseOnCluster release(String name, String image, RealPrometheus prometheus) {
        ClusterPlan plan =
                ClusterPlan.quick(erp, name, image)
                        .measuredBy(prometheus.uri())
                        .with("staleAfter: 10s", "staleAfter: 5s")
                        .with(
                                "weight: 20, watchAtLeast: 1s, watchAtMost: 60s",
                                "weight: 20, watchAtLeast: 5s, watchAtMost: 10s")
                        .with("prove: 60s", "prove: 8s");
        return new ReleaseOnCluster(erp, plan, directory.resolve("agent"));
    }
}
