package canary.plan;

import canary.metrics.PrometheusApi;
import canary.metrics.Selector;

import java.net.URI;
import java.time.Duration;

/** Reads where metrics come from, where they are not scraped directly. */
final class MetricsSection {

    private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*";

    private MetricsSection() {}

    static Plan.Prometheus read(Section at) {
        String podLabel = at.has("podLabel") ? at.text("podLabel") : "pod";
        if (!podLabel.isEmpty() && !podLabel.matches(LABEL)) {
            at.problem("podLabel", "must be the name of a label, such as pod or instance");
        }
        Plan.Prometheus prometheus =
                new Plan.Prometheus(
                        address(at),
                        selector(at, "selector"),
                        selector(at, "mesh"),
                        podLabel,
                        at.duration(
                                "timeout",
                                Duration.ofSeconds(5),
                                Duration.ofMillis(100),
                                Duration.ofMinutes(1)),
                        authorization(at));
        at.refuseUnknown();
        return prometheus;
    }

    private static URI address(Section at) {
        URI address = at.uri("prometheus");
        if (address.getUserInfo() != null) {
            at.problem("prometheus", "must hold no password: say basicAuth");
        }
        if (address.getQuery() != null || address.getFragment() != null) {
            at.problem("prometheus", "must end with the path's prefix, without ? and #");
        }
        return address;
    }

    private static Selector selector(Section at, String key) {
        String text = at.text(key);
        try {
            return new Selector(text.isEmpty() ? "absent=\"\"" : text);
        } catch (IllegalArgumentException e) {
            at.problem(key, String.valueOf(e.getMessage()));
            return new Selector("absent=\"\"");
        }
    }

    /** Value of the header; empty for none. */
    static String authorization(Section at) {
        Section basic = at.section("basicAuth");
        if (basic.isPresent() && at.has("bearerToken")) {
            at.problem("bearerToken", "must not be there beside basicAuth");
        }
        String bearer = at.has("bearerToken") ? at.text("bearerToken") : "";
        if (!bearer.matches("[\\x21-\\x7e]*")) {
            at.problem("bearerToken", "must be one word");
        }
        if (!basic.isPresent()) {
            return bearer.isEmpty() ? "" : "Bearer " + bearer;
        }
        String authorization = PrometheusApi.basic(basic.text("username"), basic.text("password"));
        basic.refuseUnknown();
        return authorization;
    }
}
