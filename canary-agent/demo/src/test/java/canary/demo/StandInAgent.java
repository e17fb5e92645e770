package canary.demo;

import canary.cluster.LocalCluster;
import canary.cluster.Pod;
import canary.mesh.LocalMesh;
import canary.mesh.Split;
import canary.mesh.Split.Routing;

import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Drives a release by rote, to see whether the world around it works: scales v2 up, gives it half
 * of the traffic until the router has seen enough of it, takes the traffic back, and ends with 0,
 * or 3 where v2 did harm.
 */
public final class StandInAgent {

    private static final long LIMIT = 60_000_000_000L;
    private static final int ENOUGH = 600;
    private static final Pattern COUNTED =
            Pattern.compile("http_requests_total\\{.*status=\"(\\d+)\",version=\"v2\"} (\\S+)");

    private StandInAgent() {}

    public static void main(String[] args) throws Exception {
        JsonNode plan = new YAMLMapper().readTree(Files.readString(Path.of(args[1])));
        URI control = URI.create(plan.path("local").path("control").asString());
        LocalMesh mesh = new LocalMesh(control);
        LocalCluster cluster = new LocalCluster(control);
        long end = System.nanoTime() + LIMIT;
        cluster.scale("v2", 1);
        while (cluster.pods("v2").stream().noneMatch(Pod::ready)) {
            check(end, "v2 is not ready");
        }
        mesh.shift(new Split("v1", "v2", 50, Routing.COHORT));
        if (Boolean.getBoolean("stay")) {
            System.err.println("staying");
            Thread.currentThread().join();
        }
        int failed = 0;
        for (int seen = 0; seen < ENOUGH && cluster.pods("v2").getFirst().restarts() == 0; ) {
            check(end, "too few requests on v2");
            seen = 0;
            failed = 0;
            Matcher line = COUNTED.matcher(scrape(plan));
            while (line.find()) {
                int count = (int) Double.parseDouble(line.group(2));
                seen += count;
                failed += line.group(1).startsWith("5") ? count : 0;
            }
        }
        boolean harm = failed > 0 || cluster.pods("v2").getFirst().restarts() > 0;
        mesh.shift(new Split("v1", "v2", 0, Routing.COHORT));
        cluster.scale("v2", 0);
        System.err.println("stand-in agent: failed=" + failed + " harm=" + harm);
        System.exit(harm ? 3 : 0);
    }

    private static String scrape(JsonNode plan) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI metrics = URI.create(plan.path("local").path("metrics").asString());
            return http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    private static void check(long end, String what) throws InterruptedException {
        if (System.nanoTime() > end) {
            System.err.println("stand-in agent: " + what);
            System.exit(1);
        }
        Thread.sleep(100);
    }
}
