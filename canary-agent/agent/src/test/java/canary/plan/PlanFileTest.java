package canary.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import canary.gates.input.Integration;
import canary.gates.input.Limits;
import canary.mesh.Split;
import canary.stats.Margin;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

class PlanFileTest {

    @Test
    void takes_the_documents_stages_and_limits_where_nothing_is_said() {
        Plan plan = Plans.document();
        assertThat(plan.stages()).extracting(Plan.Stage::weight).containsExactly(5, 20, 50, 100);
        assertThat(plan.stages().getFirst().watchAtLeast()).isEqualTo(Duration.ofMinutes(15));
        assertThat(plan.bake()).isEqualTo(Duration.ofHours(24));
        assertThat(plan.routing()).isEqualTo(Split.Routing.COHORT);
        assertThat(plan.gates().errors().maxShare()).isEqualTo(0.05);
        assertThat(plan.gates().latency().p95()).isEqualTo(Duration.ofSeconds(1));
        assertThat(plan.hold().action()).isEqualTo(Plan.Hold.Action.ROLLBACK);
        assertThat(plan.local()).isNull();
    }

    @Test
    void tells_every_problem_at_once_with_path_and_rule() {
        assertThat(
                        Plans.problems(
                                """
                                release: Next Release
                                stable: {version: v1, replica: 3}
                                canary: {version: v1}
                                stages:
                                  - {weight: 50, watchAtLeast: 2h, watchAtMost: 1h}
                                  - {weight: 20, watchAtLeast: soon}
                                gates: {errors: {maxShare: 5}}
                                holdPolicy: {action: wait}
                                local: {control: "ftp://x", metrics: 7, probe: {username: p}}
                                alpha: 1
                                beta: 1
                                """))
                .containsExactlyInAnyOrder(
                        "release: must be 1 to 63 of a-z, 0-9, '.', '-', and begin with a letter or"
                                + " digit",
                        "stable.replica: is unknown here; known are image, replicas, version",
                        "canary.version: must differ from stable.version",
                        "stages[0].watchAtMost: must not be below watchAtLeast",
                        "stages[1].watchAtLeast: must be a duration such as 30s, 15m, 1h30m from"
                                + " 0ms to 744h",
                        "stages[1].weight: must be above the stage before (50)",
                        "stages: must end with a weight of 90 to 100: the bake keeps it, and what"
                            + " is below 100 stays on stable to compare with until the promotion",
                        "gates.errors.maxShare: must be a number from 0 to 1",
                        "holdPolicy.action: must be one of rollback, promote, stay",
                        "local.control: must be an http or https address",
                        "local.metrics: must be an http or https address",
                        "local.entrance: is required",
                        "local.probe.password: is required",
                        "alpha: must be a number from 0.0001 to 0.2",
                        "beta: is unknown here; known are alpha, bake, canary, cluster, gates,"
                                + " holdPolicy, hooks, interval, local, metrics, notify, patience,"
                                + " release, routing, stable, stages");
    }

    @Test
    void reads_a_cluster_with_the_names_of_the_requirements_document() {
        Plan plan = PlanFile.parse(Plans.ON_CLUSTER, Map.of("PROBE", "hidden")::get);
        Plan.Kubernetes cluster = plan.cluster();
        assertThat(cluster.app()).isEqualTo("erp-system");
        assertThat(cluster.namespace()).isEmpty();
        assertThat(cluster.router()).isEqualTo(Plan.Kubernetes.Router.ISTIO);
        assertThat(cluster.podAccess()).isEqualTo(Plan.Kubernetes.PodAccess.DIRECT);
        assertThat(cluster.gateway()).isNull();
        assertThat(plan.canary().image()).isEqualTo("erp-system:v2");
        assertThat(plan.isOldDeleted()).isTrue();
        assertThat(plan + "").doesNotContain("hidden");
        assertThat(PlanFile.parseToLookAt(Plans.ON_CLUSTER).cluster().probe().username())
                .isEqualTo("probe");
    }

    @Test
    void tells_what_is_wrong_with_a_cluster() {
        assertThat(
                        Plans.problems(
                                """
                                release: r
                                stable: {version: v_1}
                                canary: {version: v2}
                                local: {control: "http://h", metrics: "http://h", entrance: "http://h",
                                  probe: {username: u, password: p}}
                                cluster:
                                  namespace: Erp
                                  router: nginx
                                  podAccess: tunnel
                                  gateway: {port: 0}
                                  gates: 1
                                  probe: {username: u}
                                """))
                .containsExactlyInAnyOrder(
                        "cluster: must not be there beside local",
                        "cluster: needs versions of a-z, 0-9, '-', since Deployments, subsets and"
                                + " Services are named after them (v2-0-0 for 2.0.0), not v_1",
                        "cluster.namespace: must be 1 to 63 of a-z, 0-9, '-', and begin and end"
                                + " without '-'",
                        "cluster.router: must be one of istio, gateway-api",
                        "cluster.entrance: is required",
                        "cluster.podAccess: must be one of direct, proxy",
                        "cluster.gateway.port: must be a whole number from 1 to 65535",
                        "cluster.probe.password: is required",
                        "cluster.gates: is unknown here; known are afterPromotion, app, context,"
                            + " database, entrance, gateway, namespace, podAccess, probe, router");
    }

    @Test
    void a_hold_ends_by_itself_only_where_the_plan_says_so() {
        assertThat(Plans.document().hold().resumeAfter()).isNull();
        assertThat(Plans.quick("holdPolicy: {resumeAfter: never}").hold().resumeAfter()).isNull();
        assertThat(Plans.quick("holdPolicy: {resumeAfter: 5m}").hold().resumeAfter())
                .isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{after: 30m, resumeAfter: 30m} | must be below after",
                "{resumeAfter: soon} | must be never or a duration such as 30s, 15m, 1h30m from 1s"
                        + " to 744h",
                "{resumeAfter: 0s} | must be never or a duration such as 30s, 15m, 1h30m from 1s to"
                        + " 744h",
            })
    void the_time_after_which_a_hold_ends_by_itself_must_come(String policy, String rule) {
        assertThat(
                        Plans.problems(
                                "{release: r, stable: {version: v1}, canary: {version: v2},"
                                        + " holdPolicy: "
                                        + policy
                                        + "}"))
                .containsExactly("holdPolicy.resumeAfter: " + rule);
    }

    @Test
    void reads_where_prometheus_is_and_keeps_its_secrets_to_itself() {
        Plan plan =
                PlanFile.parse(
                        """
                        release: next
                        stable: {version: v1}
                        canary: {version: v2}
                        metrics:
                          prometheus: https://metrics.example.com/prom
                          selector: 'app="erp-system"'
                          mesh: '{reporter="source"}'
                          basicAuth: {username: me, password: "env:SECRET"}
                        """,
                        Map.of("SECRET", "hidden")::get);
        Plan.Prometheus prometheus = plan.prometheus();
        assertThat(prometheus.url()).hasToString("https://metrics.example.com/prom");
        assertThat(prometheus.selector()).hasToString("{app=\"erp-system\"}");
        assertThat(prometheus.mesh()).hasToString("{reporter=\"source\"}");
        assertThat(prometheus.podLabel()).isEqualTo("pod");
        assertThat(prometheus.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(prometheus.authorization()).isEqualTo("Basic bWU6aGlkZGVu");
        assertThat(plan.toString()).doesNotContain("hidden", "bWU6aGlkZGVu");
        assertThat(Plans.document().prometheus()).isNull();
    }

    @Test
    void tells_what_is_wrong_with_the_source_of_metrics() {
        assertThat(
                        Plans.problems(
                                """
                                release: next
                                stable: {version: v1}
                                canary: {version: v2}
                                metrics:
                                  prometheus: http://me:secret@metrics.example.com/?a=b
                                  selector: up
                                  podLabel: "a b"
                                  timeout: 1h
                                  basicAuth: {username: me}
                                  bearerToken: "two words"
                                  interval: 1s
                                """))
                .containsExactlyInAnyOrder(
                        "metrics.prometheus: must hold no password: say basicAuth",
                        "metrics.prometheus: must end with the path's prefix, without ? and #",
                        "metrics.selector: must be label matchers such as"
                                + " app=\"erp-system\",job=~\"erp.*\"",
                        "metrics.mesh: is required",
                        "metrics.podLabel: must be the name of a label, such as pod or instance",
                        "metrics.timeout: must be a duration such as 30s, 15m, 1h30m from 100ms to"
                                + " 1m",
                        "metrics.bearerToken: must not be there beside basicAuth",
                        "metrics.bearerToken: must be one word",
                        "metrics.basicAuth.password: is required",
                        "metrics.interval: is unknown here; known are basicAuth, bearerToken, mesh,"
                                + " podLabel, prometheus, selector, timeout");
    }

    @Test
    void reads_what_is_said_of_every_gate() {
        Plan plan =
                PlanFile.parse(
                        """
                        release: next
                        stable: {version: v1}
                        canary: {version: v2}
                        alpha: 0.05
                        gates:
                          errors: {margin: {ratio: 2, share: 0.01}}
                          latency: {margin: {ratio: 1.5}}
                          business: {margin: 0.3, except: [sales order, GET /api/v1/sales/orders]}
                          split: {tolerance: 0.1, alpha: 0.01}
                          database: {enabled: false, minQueries: 7, poolWait: 5ms, maxTimeouts: 0}
                          data: {every: 30s, timeout: 10s, staleAfter: 2m}
                          feedback: {margin: {share: 0.002}}
                          saturation: {ratio: 2, block: 1m, cores: 0.5}
                          smoke: {everyStage: false, skip: [sales, order]}
                          integrations:
                            - {name: bank, path: /api/v1/bank/health}
                            - {name: tax, path: /tax, expect: 204, every: 10s, failures: 5}
                        """,
                        _ -> null);
        assertThat(plan.alpha()).isEqualTo(0.05);
        Limits gates = plan.gates();
        assertThat(gates.errors().margin()).isEqualTo(new Margin(2, 0.01));
        assertThat(gates.latency().margin()).isEqualTo(new Margin(1.5, 0));
        assertThat(gates.business())
                .isEqualTo(
                        new Limits.Business(
                                true, 0.3, Set.of("GET /api/v1/sales/orders", "sales order")));
        assertThat(gates.split()).isEqualTo(new Limits.Split(0.1, 0.01));
        assertThat(gates.database().isEnabled()).isFalse();
        assertThat(gates.database().poolWait()).isEqualTo(Duration.ofMillis(5));
        assertThat(gates.data().timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(gates.feedback().margin()).isEqualTo(new Margin(1.5, 0.002));
        assertThat(gates.saturation().cores()).isEqualTo(0.5);
        assertThat(gates.smoke().isEveryStage()).isFalse();
        assertThat(gates.smoke().skip()).containsExactly("order", "sales");
        assertThat(gates.integrations())
                .containsExactly(
                        new Integration(
                                "bank", "/api/v1/bank/health", 200, Duration.ofSeconds(30), 3),
                        new Integration("tax", "/tax", 204, Duration.ofSeconds(10), 5));
    }

    @Test
    void names_what_is_wrong_with_a_gate() {
        assertThat(
                        Plans.problems(
                                """
                                release: next
                                stable: {version: v1}
                                canary: {version: v2}
                                gates:
                                  errors: {margin: {ratio: 0.5, part: 1}}
                                  business: {margin: 1, except: [order]}
                                  database: {enabled: perhaps}
                                  data: {every: 5m, staleAfter: 1m}
                                  saturation: {block: 1s}
                                  integrations:
                                    - {name: bank, path: bank}
                                    - {name: bank, path: /bank, failures: 0}
                                """))
                .containsExactlyInAnyOrder(
                        "gates.errors.margin.ratio: must be a number from 1 to 100",
                        "gates.errors.margin.part: is unknown here; known are ratio, share",
                        "gates.business.margin: must be a number from 0.01 to 0.99",
                        "gates.business.except: must be a list of different kinds and routes, as"
                                + " sales order or GET /api/v1/sales/orders",
                        "gates.database.enabled: must be true or false",
                        "gates.data.staleAfter: must be above every",
                        "gates.saturation.block: must be a duration such as 30s, 15m, 1h30m from"
                                + " 30s to 1h",
                        "gates.integrations[0].path: must begin with '/' and have no blanks",
                        "gates.integrations[1].name: must differ from the others",
                        "gates.integrations[1].failures: must be a whole number from 1 to 1000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"order", "[Crm]", "[order, order]", "[[order]]", "{order: true}", "[1]"})
    void a_smoke_test_that_is_left_out_must_be_one(String skip) {
        assertThat(
                        Plans.problems(
                                "{release: r, stable: {version: v1}, canary: {version: v2}, gates:"
                                        + " {smoke: {skip: "
                                        + skip
                                        + "}}}"))
                .containsExactly(
                        "gates.smoke.skip: must be a list of different names of smoke tests");
    }

    @Test
    void names_the_place_of_bad_yaml() {
        assertThat(Plans.problems("release: [\n"))
                .singleElement()
                .asString()
                .startsWith("plan: line 1, column 11: while parsing a flow node")
                .doesNotContain("\n");
        assertThat(Plans.problems("release: a\nrelease: b\n"))
                .singleElement()
                .asString()
                .contains("line 2", "release");
        assertThat(Plans.problems("")).containsExactly("plan: is empty");
        assertThat(Plans.problems("- a\n")).contains("plan: must be an object with named fields");
    }

    @Test
    void reads_secrets_from_the_environment_and_never_prints_them() {
        String text =
                Plans.quick("next", "http://c", "http://m", "http://e")
                        .replace("password: secret", "password: 'env:PROBE'");
        Plan plan = PlanFile.parse(text, Map.of("PROBE", "hidden")::get);
        assertThat(plan.local().probe().password()).isEqualTo("hidden");
        assertThat(plan.toString()).doesNotContain("hidden");
        assertThat(
                        catchThrowableOfType(
                                        PlanException.class, () -> PlanFile.parse(text, _ -> null))
                                .problems())
                .containsExactly(
                        "local.probe.password: names the environment variable PROBE, which is not"
                                + " set");
    }

    @Test
    void writes_durations_as_it_reads_them() {
        for (String text : List.of("500ms", "30s", "1h30m", "15m", "24h")) {
            assertThat(Durations.write(Durations.parse(text).orElseThrow())).isEqualTo(text);
        }
        for (String text : List.of("", "s", "-5s", "5", "5 s", "1h 30m", "99999999999s")) {
            assertThat(Durations.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void users_as_a_whole_need_a_router_that_can_tell_them_apart() {
        String plan =
                """
                release: next
                stable: {version: v1}
                canary: {version: v2}
                cluster:
                  router: gateway-api
                  entrance: http://erp-system.example.com
                  probe: {username: probe, password: secret}
                """;
        assertThatThrownBy(() -> PlanFile.parse(plan, _ -> null))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("routing: must be weight with cluster.router gateway-api");
        assertThat(PlanFile.parse(plan + "routing: weight\n", _ -> null).cluster()).isNotNull();
    }
}
