package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the bodies of operations have ids and currencies, by the description of the API. */
final class BodyPlaces {
    private static final String MONEY = "#/components/schemas/Money";

    /** A value in a body. */
    record Place(String pointer, Kind kind) {
        String member() {
            return pointer.substring(pointer.lastIndexOf('/') + 1);
        }
    }

    enum Kind {
        ID,
        CURRENCY
    }

    private BodyPlaces() {}

    /** Ids and currencies in the bodies of each operation. */
    static Map<String, List<Place>> of(Api api) {
        JsonNode document = api.get("/openapi.json").is(200).body();
        Map<String, List<Place>> places = new HashMap<>();
        for (JsonNode path : document.path("paths")) {
            for (JsonNode operation : path) {
                List<Place> found = new ArrayList<>();
                collect(
                        document,
                        operation.at("/requestBody/content/application~1json/schema"),
                        "",
                        found);
                if (!found.isEmpty()) {
                    places.put(operation.path("operationId").asString(), found);
                }
            }
        }
        assertThat(places).hasSizeGreaterThan(8);
        return places;
    }

    private static void collect(JsonNode document, JsonNode schema, String at, List<Place> found) {
        String reference = schema.path("$ref").asString("");
        if (reference.equals(MONEY)) {
            found.add(new Place(at + "/currency", Kind.CURRENCY));
        } else if (!reference.isEmpty()) {
            collect(document, document.at(reference.substring(1)), at, found);
        } else if (schema.path("format").asString("").equals("uuid")) {
            found.add(new Place(at, Kind.ID));
        } else if (at.endsWith("/currency")) {
            found.add(new Place(at, Kind.CURRENCY));
        }
        schema.path("anyOf").forEach(one -> collect(document, one, at, found));
        if (schema.has("items")) {
            collect(document, schema.path("items"), at + "/0", found);
        }
        schema.path("properties")
                .properties()
                .forEach(
                        member ->
                                collect(
                                        document,
                                        member.getValue(),
                                        at + "/" + member.getKey(),
                                        found));
    }
}
