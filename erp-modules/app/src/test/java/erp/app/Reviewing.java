package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Holds documents for review and releases them, for the tests of it. */
abstract class Reviewing extends ErpIT {
    static final String PATH = "/api/v1/core/quarantine";
    static final String FINANCE = "/api/v1/finance/";
    static final String PURCHASING = "/api/v1/purchasing/";

    static Api.Answer hold(String type, UUID... ids) {
        List<Map<String, Object>> documents = new ArrayList<>();
        for (UUID id : ids) {
            documents.add(Map.of("type", type, "id", id, "broken", List.of("I14")));
        }
        Api.Answer answer =
                api().post(
                                PATH,
                                Map.of(
                                        "release",
                                        "r-v2",
                                        "reason",
                                        "totals are wrong",
                                        "documents",
                                        documents))
                        .is(200);
        assertThat(answer.text("/done")).as("%s", answer.body()).isEqualTo("" + ids.length);
        return answer;
    }

    static void release(String type, UUID id) {
        Map<String, Object> done =
                Map.of("why", "it is right", "documents", List.of(Map.of("type", type, "id", id)));
        assertThat(api().post(PATH + "/release", done).is(200).text("/done")).isEqualTo("1");
    }

    /** What of the first receipt nobody has billed yet is the oldest, so it is matched. */
    static Api.Answer bill(UUID supplier, UUID line) {
        return api().post(
                        PURCHASING + "invoices",
                        Map.of(
                                "supplierId",
                                supplier,
                                "number",
                                "Q-" + UUID.randomUUID().toString().substring(0, 8),
                                "date",
                                "2020-01-02",
                                "total",
                                money("1.20"),
                                "lines",
                                List.of(
                                        Map.of(
                                                "orderLineId",
                                                line,
                                                "quantity",
                                                "0.5",
                                                "unitPrice",
                                                "2"))));
    }

    static Map<String, Object> money(String amount) {
        return Map.of("amount", amount, "currency", "EUR");
    }
}
