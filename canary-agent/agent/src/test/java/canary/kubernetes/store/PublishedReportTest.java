package canary.kubernetes.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PublishedReportTest {

    @Test
    void a_report_that_is_too_large_keeps_the_broken_documents_and_all_else() {
        String report =
                """
                {"release": "r", "why": "data", "blastRadius": {"documentsLeftOut": 5, "documents": [
                  {"id": "a", "broken": []}, {"id": "b", "broken": ["I13"]}, {"id": "c", "broken": []}]}}
                """;
        JsonNode kept = JsonMapper.shared().readTree(PublishedReport.withoutSoundDocuments(report));
        assertThat(kept.at("/why").asString()).isEqualTo("data");
        assertThat(kept.at("/blastRadius/documents").findValuesAsString("id")).containsExactly("b");
        assertThat(kept.at("/blastRadius/documentsLeftOut").asInt()).isEqualTo(7);
        assertThat(PublishedReport.withoutSoundDocuments("{\"release\": \"r\"}")).contains("\"r\"");
    }
}
