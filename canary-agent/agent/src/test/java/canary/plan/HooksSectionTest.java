package canary.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class HooksSectionTest {

    @Test
    void hooks_are_commands_or_a_clusters_jobs() {
        Plan plan =
                PlanFile.parse(
                        Plans.ON_CLUSTER
                                + """
                                hooks:
                                  backup: {cronJob: erp-system-backup, within: 2h}
                                  expand: {command: [./erp, db, migrate]}
                                """,
                        _ -> "secret");
        assertThat(plan.hook(HookPoint.BACKUP))
                .isEqualTo(new Hook(List.of(), "erp-system-backup", Duration.ofHours(2)));
        assertThat(plan.hook(HookPoint.EXPAND).command()).containsExactly("./erp", "db", "migrate");
        assertThat(plan.hook(HookPoint.EXPAND).within()).isEqualTo(Duration.ofHours(1));
        assertThat(plan.has(HookPoint.CONTRACT)).isFalse();
        assertThat(
                        Plans.problems(
                                """
                                release: next
                                stable: {version: v1}
                                canary: {version: v2}
                                hooks:
                                  backup: {cronJob: erp-system-backup}
                                  expand: {command: []}
                                  contract: {command: [a, ''], within: 0s}
                                  before: {command: [a]}
                                """))
                .containsExactly(
                        "hooks.backup.cronJob: needs a cluster; without one there is command",
                        "hooks.expand.command: must be a list of texts",
                        "hooks.expand: needs either command or cronJob",
                        "hooks.contract.command: must be a list of texts",
                        "hooks.contract: needs either command or cronJob",
                        "hooks.contract.within: must be a duration such as 30s, 15m, 1h30m from 1s"
                                + " to 168h",
                        "hooks.before: is unknown here; known are backup, contract,"
                                + " expand, reject, trial");
    }
}
