package erp.core.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Json;
import erp.core.http.Endpoint;
import erp.core.http.NoteRoutes;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class OpenApiTest {
    private static final Chapters CHAPTERS =
            new Chapters(Map.of("test", "Notes of tests."), Map.of());

    private static final List<Endpoint<?>> ENDPOINTS =
            new ApiDocs("1.0", Json.mapper()).with(NoteRoutes.all(), CHAPTERS);

    private static JsonNode document() {
        return Json.mapper().valueToTree(OpenApi.document("1.0", ENDPOINTS, CHAPTERS));
    }

    /** Left behind for a linter: {@code npx spectral lint target/openapi.json}. */
    @Test
    void the_whole_document_is_written_for_a_linter() throws IOException {
        Path file = Files.createDirectories(Path.of("target")).resolve("openapi.json");
        Files.writeString(file, document().toPrettyString());
        assertThat(document().at("/openapi").asString()).isEqualTo("3.1.0");
    }

    @Test
    void every_endpoint_stands_in_it() {
        JsonNode paths = document().at("/paths");
        for (Endpoint<?> endpoint : ENDPOINTS) {
            JsonNode operation =
                    paths.path(endpoint.path())
                            .path(endpoint.method().name().toLowerCase(java.util.Locale.ROOT));
            assertThat(operation.path("operationId").asString()).isEqualTo(endpoint.id());
        }
    }

    @Test
    void an_operation_names_its_permission_and_what_may_go_wrong() {
        JsonNode operation = document().at("/paths/~1api~1v1~1test~1payments/post");
        assertThat(operation.at("/x-permission").asString()).isEqualTo("http.notes.write");
        assertThat(operation.at("/description").asString()).contains("http.notes.write");
        assertThat(operation.at("/security/0").has("bearer")).isTrue();
        assertThat(operation.at("/responses/400/x-problem-codes").toString())
                .isEqualTo("[\"core.MALFORMED_REQUEST\",\"core.IDEMPOTENCY_KEY_REQUIRED\"]");
        assertThat(operation.at("/responses/503/headers").has("Retry-After")).isTrue();
        assertThat(operation.at("/parameters").toString())
                .contains("IdempotencyKeyRequired", "DryRun");
        assertThat(operation.at("/responses/201/headers").has("Location")).isTrue();
    }

    @Test
    void an_open_operation_needs_no_token() {
        JsonNode operation = document().at("/paths/~1api~1v1~1test~1ping/get");
        assertThat(operation.at("/security").isEmpty()).isTrue();
        assertThat(operation.at("/responses").has("401")).isFalse();
    }

    @Test
    void a_record_says_what_is_required_and_within_which_limits() {
        JsonNode schemas = document().at("/components/schemas");
        JsonNode line = schemas.at("/HttpLine");
        assertThat(line.at("/required").toString()).isEqualTo("[\"itemId\",\"quantity\"]");
        assertThat(line.at("/properties/itemId/format").asString()).isEqualTo("uuid");
        assertThat(line.at("/properties/quantity/$ref").asString())
                .isEqualTo("#/components/schemas/PositiveQuantity");
        assertThat(line.at("/properties/price/anyOf").size()).isEqualTo(2);
        JsonNode all = schemas.at("/HttpEverything/properties");
        assertThat(all.at("/lines/maxItems").asInt()).isEqualTo(3);
        assertThat(all.at("/tags/items/minLength").asInt()).isEqualTo(1);
        assertThat(all.at("/colour/$ref").asString()).isEqualTo("#/components/schemas/HttpColour");
        assertThat(all.at("/remark/type").toString()).isEqualTo("[\"string\",\"null\"]");
    }
}
