package canary.router;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RouteNamesTest {

    private final RouteNames routes = new RouteNames();

    @Test
    void ids_become_a_placeholder() {
        assertThat(RouteNames.template("/api/v1/sales/orders/42/confirm"))
                .isEqualTo("/api/v1/sales/orders/{id}/confirm");
        assertThat(RouteNames.template("/orders/0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"))
                .isEqualTo("/orders/{id}");
        assertThat(RouteNames.template("/a/0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5g/v2/"))
                .isEqualTo("/a/0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5g/v2/");
    }

    @Test
    void a_route_is_named_only_after_a_success() {
        assertThat(routes.name("/orders/1", 404)).isEqualTo("none");
        assertThat(routes.name("/orders/1", 201)).isEqualTo("/orders/{id}");
        assertThat(routes.name("/orders/2", 500)).isEqualTo("/orders/{id}");
    }

    @Test
    void there_are_at_most_five_hundred_names() {
        for (int i = 0; i < 600; i++) {
            routes.name("/x" + i, 200);
        }
        assertThat(routes.name("/x499", 200)).isEqualTo("/x499");
        assertThat(routes.name("/x500", 200)).isEqualTo("none");
        assertThat(routes.name("/" + "y".repeat(300), 200)).isEqualTo("none");
    }
}
