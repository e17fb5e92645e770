package canary.kubernetes.routes;

import static org.assertj.core.api.Assertions.assertThat;

import canary.mesh.Split;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class SplitRoutesTest {

    private static final SplitRoutes ROUTES =
            new SplitRoutes("erp-system", List.of("erp-system-gateway"));
    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    @Test
    void every_split_is_read_back_from_its_routes() {
        for (Split split : splits()) {
            Split expected = new Split("v1", "v2", 0, split.routing());
            assertThat(ROUTES.read(ROUTES.of(split), expected)).isEqualTo(split);
            // The versions are the routes' own, whatever was expected.
            assertThat(ROUTES.read(ROUTES.of(split), new Split("v8", "v9", 0, split.routing())))
                    .isEqualTo(split);
        }
    }

    @Test
    void every_split_is_read_back_from_what_the_api_server_keeps_of_it() {
        for (Split split : splits()) {
            Object kept = YAML.readValue(YAML.writeValueAsString(ROUTES.of(split)), Object.class);
            assertThat(ROUTES.read(kept, new Split("v1", "v2", 0, split.routing())))
                    .isEqualTo(split);
        }
    }

    /** Nothing but the routing is different; at the ends not even that. */
    private static List<Split> splits() {
        List<Split> splits = new ArrayList<>();
        for (int percent = 0; percent <= 100; percent++) {
            splits.add(new Split("v1", "v2", percent, Split.Routing.COHORT));
            splits.add(new Split("v1", "v2", percent, Split.Routing.WEIGHT));
            splits.add(new Split("v2", "v1", percent, Split.Routing.COHORT));
        }
        return splits;
    }

    @Test
    void no_two_splits_have_the_same_routes_but_for_the_routing_at_both_ends() {
        Map<Object, Split> known = new HashMap<>();
        for (Split split : splits()) {
            Split same = known.put(ROUTES.of(split), split);
            if (same != null) {
                assertThat(split.canaryPercent()).isIn(0, 100);
                assertThat(same.canaryPercent()).isEqualTo(split.canaryPercent());
                assertThat(same.stable()).isEqualTo(split.stable());
            }
        }
    }

    @Test
    void the_cohorts_below_a_weight_and_no_others_go_to_the_canary() {
        for (int percent = 1; percent < 100; percent++) {
            String pattern = Cohorts.below(percent);
            for (int cohort = 0; cohort < 100; cohort++) {
                assertThat("%02d".formatted(cohort).matches(pattern))
                        .as("cohort %d at %d percent: %s", cohort, percent, pattern)
                        .isEqualTo(cohort < percent);
            }
            assertThat("5").doesNotMatch(pattern);
            assertThat("000").doesNotMatch(pattern);
        }
    }

    @Test
    void nothing_is_sent_twice_and_each_route_has_a_name() {
        for (Split split : splits()) {
            assertThat(ROUTES.of(split))
                    .allSatisfy(
                            route -> {
                                assertThat(route.get("retries")).isEqualTo(Map.of("attempts", 0));
                                assertThat(route.get("name")).asString().isNotEmpty();
                            });
        }
    }

    @Test
    void what_anybody_may_write_into_headers_decides_nothing_inside_of_the_mesh() {
        for (Split split : splits()) {
            for (Map<String, Object> route : ROUTES.of(split)) {
                if (route.get("match") instanceof List<?> matches) {
                    assertThat(matches)
                            .allMatch(
                                    match ->
                                            match instanceof Map<?, ?> map
                                                    && ROUTES.gateways()
                                                            .equals(map.get("gateways")));
                }
            }
        }
    }

    @Test
    void claims_are_believed_beside_a_token_only() {
        for (Split split : splits()) {
            assertThat(ROUTES.of(split))
                    .filteredOn(route -> route.containsKey("match"))
                    .isNotEmpty()
                    .allSatisfy(
                            route ->
                                    assertThat(YAML.writeValueAsString(route.get("match")))
                                            .contains("authorization:", "Bearer .+[.].+[.].+"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "attempts\":0, attempts\":2",
                "erp-token-cohort, x-cohort",
                "authorization, x-authorization",
                "0[0-4], [0-9]{2}",
                "weight\":95, weight\":94",
                "split, other",
                "number\":80, number\":8081",
                "mesh-gateway, mesh",
            })
    void routes_that_are_otherwise_are_somebody_elses(String from, String to) {
        SplitRoutes routes = new SplitRoutes("erp-system", List.of("mesh-gateway"));
        Split split = new Split("v1", "v2", 5, Split.Routing.COHORT);
        String text = JsonMapper.shared().writeValueAsString(routes.of(split));
        assertThat(routes.read(tree(text), split)).isEqualTo(split);
        assertThat(text).contains(from);
        Split read = routes.read(tree(text.replace(from, to)), split);
        assertThat(read.routing()).isIn(Split.Routing.FOREIGN, Split.Routing.OTHERS);
        assertThat(read.canaryPercent()).isBetween(5, 6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{match: [{uri: {prefix: /legacy}}], redirect: {uri: /}}, @]",
                "[{name: reports, match: [{uri: {prefix: /reports}}], route: [@d]}, @]",
                "[{route: [@d], timeout: 5s}]",
                "[{route: [@d], corsPolicy: {allowOrigins: [{exact: a}]}}]",
                "[{route: [{destination: {host: other, subset: v1}}]}]",
                "[{route: [{destination: {host: erp-system, subset: v1, port: {number: 8080}}}]}]",
                "[{route: [{destination: {host: erp-system, subset: v1}, headers: {}}]}]",
            })
    void what_a_release_would_take_away_is_seen(String http) {
        String destination = "{destination: {host: erp-system, subset: v1}}";
        Split expected = new Split("v1", "v2", 0, Split.Routing.COHORT);
        String whole =
                http.replace("@d", destination).replace("@", "{route: [" + destination + "]}");
        assertThat(ROUTES.read(tree(whole), expected).routing()).isEqualTo(Split.Routing.OTHERS);
        assertThat(ROUTES.read(tree("[{route: [" + destination + "]}]"), expected).routing())
                .isEqualTo(Split.Routing.FOREIGN);
    }

    private static Object tree(String yaml) {
        return YAML.readValue(yaml, Object.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'[{route: [{destination: {host: erp-system, subset: v1}}]}]', 0",
        "'[{route: [{destination: {host: erp-system, subset: v2}}]}]', 100",
        "'[{route: [{destination: {host: erp-system}}]}]', 100",
        "'[{route: [{destination: {subset: v1}, weight: 1}, {destination: {subset: v2}, weight:"
                + " 2}]}]', 67",
        "'[{match: [{uri: {prefix: /x}}], route: [{destination: {subset: v2}}]}, {route:"
                + " [{destination: {subset: v1}}]}]', 0",
        "'[{route: [{destination: {subset: v2}}]}, {match: [{uri: {prefix: /x}}], route:"
                + " [{destination: {subset: v1}}]}]', 100",
        "'[]', 100",
        "'nonsense', 100",
    })
    void what_is_not_surely_stables_counts_as_the_canarys(String http, int percent) {
        Split expected = new Split("v1", "v2", 0, Split.Routing.COHORT);
        Split read = ROUTES.read(tree(http), expected);
        assertThat(read.canaryPercent()).isEqualTo(percent);
        assertThat(read.routing()).isIn(Split.Routing.FOREIGN, Split.Routing.OTHERS);
        assertThat(ROUTES.read(null, expected).canaryPercent()).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "5, 5", "20, 20", "50, 50", "100, 100", "rollback, 0"})
    void the_manifests_say_what_is_rendered(String file, int weight) throws Exception {
        Path manifests = Path.of("../../istio");
        JsonNode manifest =
                YAML.readTree(
                        Files.readString(manifests.resolve("virtual-service-" + file + ".yaml")));
        String rendered =
                new RouteDocument("erp-system", "erp-system.example.com")
                        .virtualService(new Split("v1", "v2", weight, Split.Routing.COHORT));
        assertThat(YAML.readTree(rendered)).isEqualTo(manifest);
    }
}
