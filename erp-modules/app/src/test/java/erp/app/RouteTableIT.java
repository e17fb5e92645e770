package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/** What the document promises of all operations is true of each. */
class RouteTableIT extends ErpIT {

    @Test
    void every_post_of_a_signed_in_user_takes_an_idempotency_key() {
        List<String> without = new ArrayList<>();
        List<String> open = new ArrayList<>();
        JsonNode document = api().get("/openapi.json").is(200).body();
        document.at("/paths")
                .properties()
                .forEach(
                        path -> {
                            JsonNode post = path.getValue().path("post");
                            if (post.isMissingNode()) {
                                return;
                            }
                            if (post.path("security").isEmpty()) {
                                open.add(path.getKey());
                            } else if (!post.path("parameters")
                                    .toString()
                                    .contains("parameters/IdempotencyKey")) {
                                without.add(path.getKey());
                            }
                        });
        assertThat(without).isEmpty();
        // Their answers are secrets, which are kept nowhere.
        assertThat(open)
                .containsExactlyInAnyOrder(
                        "/api/v1/users/login", "/api/v1/users/refresh", "/api/v1/users/logout");
    }
}
