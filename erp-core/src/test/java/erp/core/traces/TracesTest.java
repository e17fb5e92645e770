package erp.core.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import erp.core.settings.Settings;
import erp.core.settings.SettingsException;

import io.opentelemetry.context.Scope;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;

class TracesTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9/v1/traces");
    private static final String SPAN = "00f067aa0ba902b7";

    @ParameterizedTest
    @ValueSource(strings = {"00-%s-%s-00", "00-%s-%s-01", "01-%s-%s-01-more", "cc-%s-%s-01"})
    void a_callers_trace_goes_on(String traceparent) {
        assertThat(TraceIds.of(traceparent.formatted(TRACE, SPAN))).isEqualTo(TRACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01"
            })
    void what_is_no_trace_is_not_taken_and_a_new_one_begins(String traceparent) {
        assertThat(TraceIds.of(traceparent)).matches("[0-9a-f]{32}").isNotEqualTo(TRACE);
    }

    @Test
    void ids_of_our_own_differ() {
        assertThat(TraceIds.of(null)).isNotEqualTo(TraceIds.of(null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select o.id from sales_order o where o.number='SO-7' | select sales_order",
                "insert into core_history (id) values (x'00')        | insert core_history",
                "UPDATE `stock` set on_hand = 3                       | update stock",
                "delete from core_outbox where id = 1                 | delete core_outbox",
                "(select 1 from hr_slip) union (select 2)             | select hr_slip",
                "select 'secret'                                      | select",
                "select 'paid from mueller' from hr_slip              | select",
                "7 'secret'                                           | statement"
            })
    void a_statement_is_called_by_its_verb_and_table(String sql, String name) {
        assertThat(StatementName.of(sql).toString()).isEqualTo(name);
    }

    /** One that is connected to and never answers. */
    @Test
    void a_collector_that_hangs_holds_nothing_up_and_what_has_no_room_is_counted()
            throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Traces traces = Traces.to(at(silent.getLocalPort()), 16)) {
            for (int i = 0; i < 10_000; i++) {
                Step request = traces.request("GET", "id", _ -> null);
                try (Scope _ = request.enter()) {
                    traces.transaction("read", () -> "");
                }
                request.answered("GET", "/things", 200);
            }
            assertThat(traces.dropped()).isBetween(10_000L, 20_000L);
            assertThat(traces.sent()).isZero();
        }
    }

    @Test
    void what_was_not_drawn_is_not_told_and_has_an_id_all_the_same() {
        try (Traces traces =
                Traces.to(new Traces.Options(NOWHERE, Map.of(), 0, "v", "t", "mysql"))) {
            Step request = traces.request("GET", "id", _ -> null);
            try (Scope _ = request.enter()) {
                assertThat(traces.isTelling()).isFalse();
                assertThat(Traces.traceparent()).isNull();
            }
            assertThat(request.traceId()).matches("[0-9a-f]{32}");
            request.answered("GET", "/things", 200);
        }
    }

    private static Traces.Options at(int port) {
        URI to = URI.create("http://127.0.0.1:" + port + "/v1/traces");
        return new Traces.Options(to, Map.of(), 1, "v", "test", "mysql");
    }

    @Test
    void unset_nothing_is_traced() {
        Settings settings = Settings.read(TraceSettings.all(), Map.of());
        assertThat(TraceSettings.traces(settings, "jdbc:mysql://x/y")).isSameAs(Traces.OFF);
    }

    @Test
    void settings_are_taken_from_the_environment() {
        Settings settings =
                Settings.read(
                        TraceSettings.all(),
                        Map.of(
                                "ERP_TRACES_TO", "http://collector:4318",
                                "ERP_TRACES_SHARE", "0.25",
                                "ERP_TRACES_HEADERS", "authorization=Basic YQ==, tenant=erp"));
        assertThat(settings.get(TraceSettings.TO)).isEqualTo("http://collector:4318/v1/traces");
        assertThat(settings.get(TraceSettings.SHARE)).isEqualTo(0.25);
        assertThat(settings.get(TraceSettings.HEADERS))
                .isEqualTo(Map.of("authorization", "Basic YQ==", "tenant", "erp"));
        assertThat(settings.toString()).contains("ERP_TRACES_HEADERS=***");
    }

    @Test
    void a_path_of_the_collectors_own_is_kept() {
        Settings settings =
                Settings.read(TraceSettings.all(), Map.of("ERP_TRACES_TO", "https://x/otlp/spans"));
        assertThat(settings.get(TraceSettings.TO)).isEqualTo("https://x/otlp/spans");
    }

    @Test
    void what_cannot_be_is_refused_all_at_once() {
        Map<String, String> wrong =
                Map.of(
                        "ERP_TRACES_TO", "collector:4317",
                        "ERP_TRACES_SHARE", "NaN",
                        "ERP_TRACES_HEADERS", "token");
        SettingsException refused =
                catchThrowableOfType(
                        SettingsException.class, () -> Settings.read(TraceSettings.all(), wrong));
        assertThat(refused.problems())
                .containsExactlyInAnyOrder(
                        "ERP_TRACES_TO must be an http or https URL such as http://collector:4318,"
                                + " not \"collector:4317\"",
                        "ERP_TRACES_SHARE must be a number from 0 to 1 such as 0.1, not \"NaN\"",
                        "ERP_TRACES_HEADERS must be headers such as authorization=Bearer"
                                + " x,tenant=erp");
    }
}
