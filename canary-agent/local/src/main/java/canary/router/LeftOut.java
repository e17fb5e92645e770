package canary.router;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Requests that are not the users': health checks, scrapers, load tests. They are served as all
 * others are, by the same weights, and are counted as nobody's, or thousands of quick successes
 * would hide what users see.
 *
 * @param agents parts of a {@code User-Agent}, in any case, that tell such a request
 * @param headers names of headers whose presence tells one
 */
public record LeftOut(List<String> agents, List<String> headers) {

    /** What load balancers, clusters and monitors call themselves, and a load test's own header. */
    public static final LeftOut STANDARD =
            new LeftOut(
                    List.of(
                            "kube-probe/",
                            "Prometheus/",
                            "Blackbox Exporter/",
                            "Blackbox-Exporter/",
                            "GoogleHC/",
                            "GoogleStackdriverMonitoring-UptimeChecks",
                            "ELB-HealthChecker/",
                            "Amazon-Route53-Health-Check-Service",
                            "Edge Health Probe",
                            "Azure Traffic Manager Endpoint Monitor",
                            "Envoy/HC",
                            "Consul Health Check",
                            "UptimeRobot/",
                            "Pingdom.com_bot"),
                    List.of("ERP-Load-Test"));

    public LeftOut {
        for (String agent : agents) {
            if (agent.isBlank()) {
                throw new IllegalArgumentException(
                        "an agent to leave out is a part of its name, not empty: all would match");
            }
        }
        for (String header : headers) {
            if (header.isBlank()) {
                throw new IllegalArgumentException("a header to leave out has a name");
            }
        }
        agents = agents.stream().map(agent -> agent.toLowerCase(Locale.ROOT)).toList();
        headers = List.copyOf(headers);
    }

    /** These as well. */
    public LeftOut andAgents(List<String> further) {
        List<String> all = new ArrayList<>(agents);
        all.addAll(further);
        return new LeftOut(all, headers);
    }

    boolean matches(HttpFields request) {
        if (headers.stream().anyMatch(request::contains)) {
            return true;
        }
        String given = request.get(HttpHeader.USER_AGENT);
        if (given == null) {
            return false;
        }
        String agent = given.toLowerCase(Locale.ROOT);
        return agents.stream().anyMatch(agent::contains);
    }
}
