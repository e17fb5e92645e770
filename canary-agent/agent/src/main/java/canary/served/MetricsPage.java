package canary.served;

import canary.agent.io.KeptRelease;
import canary.operations.Place;
import canary.operations.RefusedException;
import canary.operations.ReleaseView;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The release begun last as metrics, in the <a
 * href="https://prometheus.io/docs/instrumenting/exposition_formats/">text format 0.0.4</a>. Where
 * it cannot be seen its series are left out, and {@code canary_store_up} says so: nothing is shown
 * that is not known.
 */
final class MetricsPage {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsPage.class);

    private final Place place;

    MetricsPage(Place place) {
        this.place = place;
    }

    ServedAnswer answer() {
        StringBuilder page = new StringBuilder();
        boolean isUp = true;
        try {
            newest().ifPresent(view -> write(page, view));
        } catch (UncheckedIOException e) {
            LOG.warn("event=store_away cause={}", e.getMessage());
            page.setLength(0);
            isUp = false;
        }
        head(page, "canary_store_up", "Whether the releases could be read for this page.");
        sample(page, "canary_store_up", Map.of(), isUp ? 1 : 0);
        return ServedAnswer.text(200, "text/plain; version=0.0.4", page.toString());
    }

    private Optional<ReleaseView> newest() {
        Optional<KeptRelease> newest = place.releases().find("");
        try {
            return newest.map(release -> ReleaseView.of(release, Instant.now()));
        } catch (RefusedException e) {
            return Optional.empty();
        }
    }

    private static void write(StringBuilder page, ReleaseView view) {
        String name = view.release();
        head(page, "canary_release_phase", "The phase that the release is in.");
        sample(
                page,
                "canary_release_phase",
                Map.of("release", name, "phase", view.phase(), "outcome", view.outcome()),
                1);
        head(page, "canary_release_at_work", "Whether an agent is at work on it.");
        sample(page, "canary_release_at_work", Map.of("release", name), view.isAtWork() ? 1 : 0);
        head(page, "canary_release_info", "Which version is tried beside which.");
        sample(
                page,
                "canary_release_info",
                Map.of("release", name, "stable", view.stable(), "canary", view.canary()),
                1);
        time(page, "canary_release_phase_since", name, "When the phase began.", view.since());
        time(page, "canary_release_looked", name, "When an agent last looked.", view.lastTick());
        if (!view.traffic().isEmpty()) {
            traffic(page, view);
        }
        Integer weight = view.weight();
        if (weight != null) {
            head(page, "canary_weight_percent", "Share of the canary that the mesh shows.");
            sample(page, "canary_weight_percent", Map.of("release", name), weight);
        }
        if (!view.gates().isEmpty()) {
            gates(page, view);
        }
        Instant decided = view.decidedAt();
        Instant verified = view.verifiedAt();
        if (decided != null && verified != null) {
            head(page, "canary_rollback_seconds", "From the decision to the complete proof.");
            sample(
                    page,
                    "canary_rollback_seconds",
                    Map.of("release", name),
                    Duration.between(decided, verified).toMillis() / 1000.0);
        }
    }

    private static void time(
            StringBuilder page, String name, String release, String help, Instant at) {
        String series = name + "_timestamp_seconds";
        head(page, series, help);
        sample(page, series, Map.of("release", release), at.toEpochMilli() / 1000.0);
    }

    private static void traffic(StringBuilder page, ReleaseView view) {
        head(page, "canary_release_requests", "Requests by version, as the mesh counts.");
        view.traffic()
                .forEach(
                        (version, counts) ->
                                sample(
                                        page,
                                        "canary_release_requests",
                                        Map.of("release", view.release(), "version", version),
                                        (double) counts.requests()));
    }

    private static void gates(StringBuilder page, ReleaseView view) {
        head(
                page,
                "canary_gate_verdict",
                "0 healthy, 1 undecided, 2 unmeasured, 3 shared, 4 harmful.");
        for (ReleaseView.GateView gate : view.gates()) {
            sample(
                    page,
                    "canary_gate_verdict",
                    Map.of("release", view.release(), "gate", gate.gate()),
                    gate.gravity());
        }
        head(page, "canary_gate_evidence", "Figures of the newest verdict.");
        for (ReleaseView.GateView gate : view.gates()) {
            gate.figures()
                    .forEach(
                            (figure, value) ->
                                    sample(
                                            page,
                                            "canary_gate_evidence",
                                            Map.of(
                                                    "release",
                                                    view.release(),
                                                    "gate",
                                                    gate.gate(),
                                                    "figure",
                                                    figure),
                                            value));
        }
    }

    private static void head(StringBuilder page, String name, String help) {
        page.append("# HELP %s %s\n# TYPE %s gauge\n".formatted(name, help, name));
    }

    private static void sample(
            StringBuilder page, String name, Map<String, String> labels, double value) {
        String all =
                new TreeMap<>(labels)
                        .entrySet().stream()
                                .map(
                                        it ->
                                                "%s=\"%s\""
                                                        .formatted(
                                                                it.getKey(),
                                                                escaped(it.getValue())))
                                .collect(Collectors.joining(","));
        page.append(name)
                .append(all.isEmpty() ? "" : "{" + all + "}")
                .append(' ')
                .append(number(value))
                .append('\n');
    }

    private static String number(double value) {
        return Double.isNaN(value)
                ? "NaN"
                : Double.isInfinite(value) ? (value > 0 ? "+Inf" : "-Inf") : String.valueOf(value);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
