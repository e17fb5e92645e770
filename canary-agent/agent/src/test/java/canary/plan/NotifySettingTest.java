package canary.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.List;
import java.util.Map;

class NotifySettingTest {

    private static final String VERSIONS =
            "release: r\nstable: {version: v1}\ncanary: {version: v2}\n";

    private static Plan plan(String notify) {
        return PlanFile.parse(VERSIONS + notify, name -> "TOKEN".equals(name) ? "s3cret" : null);
    }

    @Test
    void nobody_is_told_unless_plan_or_environment_say_so() {
        assertThat(NotifySetting.of(plan(""), Map.of())).isNull();
        assertThat(NotifySetting.of(plan(""), Map.of("ERP_ALERTMANAGER_URL", " "))).isNull();
    }

    @Test
    void the_environment_beats_the_plan_and_the_plans_token_stays_a_secret() {
        Plan plan =
                plan("notify: {alertmanagers: ['http://a:9093/am'], bearerToken: 'env:TOKEN'}\n");
        Plan.Notify planned = NotifySetting.of(plan, Map.of());
        assertThat(planned.alertmanagers()).containsExactly(URI.create("http://a:9093/am"));
        assertThat(planned.authorization()).isEqualTo("Bearer s3cret");
        assertThat(plan.toString()).doesNotContain("s3cret");
        Plan.Notify told =
                NotifySetting.of(plan, Map.of("ERP_ALERTMANAGER_URL", "https://b, http://c:1"));
        assertThat(told.alertmanagers())
                .isEqualTo(List.of(URI.create("https://b"), URI.create("http://c:1")));
        assertThat(told.authorization()).isEqualTo("Bearer s3cret");
    }

    @Test
    void what_is_no_address_is_refused_by_name_and_rule() {
        assertThatThrownBy(() -> plan("notify: {}\n"))
                .hasMessageContaining("notify.alertmanagers: is required");
        assertThatThrownBy(() -> plan("notify: {alertmanagers: ['ftp://a', 'http://b'], x: 1}\n"))
                .hasMessageContaining("notify.alertmanagers: must be http or https addresses")
                .hasMessageContaining("notify.x");
        assertThatThrownBy(
                        () ->
                                NotifySetting.of(
                                        plan(""), Map.of("ERP_ALERTMANAGER_URL", "http://me:pw@a")))
                .hasMessageContaining("ERP_ALERTMANAGER_URL: must be http or https addresses")
                .hasMessageNotContaining("pw");
    }
}
