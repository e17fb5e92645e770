package canary.gates;

import static org.assertj.core.api.Assertions.assertThat;

import canary.gates.input.AvailableSignals;
import canary.gates.input.Limits;
import canary.gates.input.Versions;
import canary.plan.PlanFile;
import canary.verdict.Finding;
import canary.verdict.Verdict;

import org.junit.jupiter.api.Test;

class GatesTest {

    private static final Versions VERSIONS = new Versions("v1", "v2");

    @Test
    void asks_every_gate_of_the_design_in_the_order_in_which_findings_are_told() {
        Gates gates =
                new Gates(
                        limits("integrations: [{name: bank, path: /bank}]"), VERSIONS, 0.01, true);
        assertThat(gates.leftOut()).isEmpty();
        Judgement judgement = Judgement.of(gates.live(), new GateInputs().input());
        assertThat(judgement.findings())
                .extracting(Finding::gate)
                .containsExactlyElementsOf(Judgement.ORDER);
    }

    @Test
    void says_which_gates_the_plan_leaves_out_and_why() {
        Gates gates =
                new Gates(
                        limits(
                                "{database: {enabled: false}, feedback: {enabled: false},"
                                        + " saturation: {enabled: false}}"),
                        VERSIONS,
                        0.01,
                        false);
        assertThat(gates.leftOut())
                .containsExactly(
                        "database: turned off by the plan",
                        "data: the plan names no local.database",
                        "feedback: turned off by the plan",
                        "saturation: turned off by the plan");
        assertThat(gates.live())
                .extracting(Gate::name)
                .doesNotContain("database", "data", "feedback", "saturation");
    }

    @Test
    void says_which_smoke_tests_are_not_made() {
        assertThat(
                        new Gates(
                                        limits("{smoke: {everyStage: false, skip: [order]}}"),
                                        VERSIONS,
                                        0.01,
                                        true)
                                .leftOut())
                .containsExactly(
                        "smoke test order: turned off by the plan",
                        "smoke: turned off by the plan once users reach the canary");
    }

    @Test
    void asks_before_traffic_moves_whether_stable_passes_the_smoke_tests() {
        assertThat(new Gates(limits("{}"), VERSIONS, 0.01, true).preflight())
                .extracting(Gate::name)
                .contains("smoke");
        AvailableSignals recorded =
                new AvailableSignals(false, true, true, true, true, true, true, true, true);
        Gates gates = new Gates(limits("{}"), VERSIONS, 0.01, recorded);
        assertThat(gates.preflight()).extracting(Gate::name).doesNotContain("smoke");
        assertThat(gates.leftOut()).containsExactly("smoke: not recorded");
    }

    @Test
    void refuses_before_traffic_moves_what_could_not_be_seen_later() {
        Gates gates = new Gates(limits("{}"), VERSIONS, 0.01, false);
        Judgement judgement =
                Judgement.of(gates.preflight(), new GateInputs().requests("v1", 9, 0, 0).input());
        assertThat(judgement.findings())
                .filteredOn(finding -> finding.gate().equals("database"))
                .singleElement()
                .satisfies(
                        finding ->
                                assertThat(finding.verdict().sentence())
                                        .isEqualTo(
                                                "what v1 asks of its database cannot be seen; show"
                                                    + " it, or set gates.database.enabled: false"));
        assertThat(judgement.verdict()).isInstanceOf(Verdict.Unmeasured.class);
    }

    private static Limits limits(String gates) {
        return PlanFile.parse(
                        "release: r\nstable: {version: v1}\ncanary: {version: v2}\ngates: "
                                + (gates.startsWith("{") ? gates : "\n  " + gates)
                                + "\n",
                        _ -> null)
                .gates();
    }
}
