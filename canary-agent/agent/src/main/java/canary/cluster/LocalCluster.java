package canary.cluster;

import canary.control.ControlClient;

import tools.jackson.core.type.TypeReference;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The supervisor of a local world, driven over its control endpoint. */
public final class LocalCluster implements Cluster {

    private static final String DEPLOYMENTS = "/deployments/";

    private final ControlClient control;

    /** A cluster whose control endpoint has the given root. */
    public LocalCluster(URI control) {
        this.control = new ControlClient(control);
    }

    @Override
    public List<Pod> pods(String version) {
        return control.get("/pods?version=" + encoded(version), new TypeReference<>() {});
    }

    @Override
    public OptionalInt desired(String version) {
        // A control endpoint of before knows nothing of it, and must serve all the same.
        Optional<Map<String, Integer>> told =
                control.find(DEPLOYMENTS + encoded(version), new TypeReference<>() {});
        Integer replicas = told.map(it -> it.get("replicas")).orElse(null);
        return replicas == null ? OptionalInt.empty() : OptionalInt.of(replicas);
    }

    @Override
    public void scale(String version, int replicas) {
        control.put(DEPLOYMENTS + encoded(version), Map.of("replicas", replicas));
    }

    private static String encoded(String version) {
        // The encoder is made for forms, where a plus is a space; in a path it is a plus.
        return URLEncoder.encode(version, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
