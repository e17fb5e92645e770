package canary.served;

import canary.operations.ReleaseView;
import canary.plan.Durations;
import canary.report.HtmlReport;
import canary.report.HtmlText;
import canary.rollout.RequestCounts;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * The console: one page that any browser shows, without a script, and asks for again by itself. It
 * changes nothing.
 */
final class ConsolePage {

    private static final int SECONDS = 5;

    private static final String STYLE =
            """
            :root{color-scheme:light dark}
            body{font:15px/1.45 system-ui,sans-serif;max-width:72rem;margin:1.5rem auto;padding:0 1rem}
            h1{font-size:1.3rem}h2{font-size:1.05rem;margin-top:1.6rem}
            table{border-collapse:collapse;width:100%}
            th,td{text-align:left;padding:.25rem .75rem .25rem 0;vertical-align:top;border-bottom:1px solid #8884}
            td.n{font-variant-numeric:tabular-nums;white-space:nowrap}
            .healthy,.promoted,.PASSED{color:#1a7f37}.harmful,.rolled-back,.failed{color:#c1121f;font-weight:600}
            .undecided,.unmeasured,.shared,.held,.NOW{color:#9a6700}.trouble{color:#c1121f}
            @media (prefers-color-scheme:dark){.healthy,.promoted,.PASSED{color:#4ac26b}
            .harmful,.rolled-back,.failed,.trouble{color:#ff7b72}
            .undecided,.unmeasured,.shared,.held,.NOW{color:#d4a72c}}
            """;

    private final StringBuilder html = new StringBuilder();

    private ConsolePage() {}

    /**
     * @param shown null for none
     */
    static ServedAnswer answer(
            String place, List<ReleaseApi.Listed> all, @Nullable ReleaseView shown, String caller) {
        ConsolePage page = new ConsolePage();
        page.head(shown == null ? "releases" : shown.release());
        if (shown != null) {
            page.release(shown);
        }
        page.list(place, all, caller);
        return ServedAnswer.text(200, "text/html", page.html + "</body></html>\n")
                .with("Content-Security-Policy", HtmlReport.POLICY)
                .with("Referrer-Policy", "no-referrer");
    }

    private void head(String title) {
        html.append(
                """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <meta http-equiv="refresh" content="%d"><title>%s</title><style>%s</style></head><body>
                """
                        .formatted(SECONDS, HtmlText.escaped(title), STYLE));
    }

    private void release(ReleaseView view) {
        html.append(
                "<h1>%s: %s &rarr; %s</h1>\n"
                        .formatted(
                                HtmlText.escaped(view.release()),
                                HtmlText.escaped(view.stable()),
                                HtmlText.escaped(view.canary())));
        html.append("<table>");
        row("phase", HtmlText.escaped(view.where()) + " since " + time(view.since()));
        row("why", HtmlText.escaped(view.why()));
        row("weight", view.weight() == null ? "unknown" : view.weight() + " %");
        if (!view.drift().isEmpty()) {
            row("drift", "changed from outside " + HtmlText.escaped(view.drift()));
        }
        row(
                "agent",
                "%s, last tick %s"
                        .formatted(
                                view.isAtWork() ? "at work" : "not at work",
                                time(view.lastTick())));
        if (!view.trouble().isEmpty()) {
            row(
                    "trouble",
                    "<span class=\"trouble\">%s</span>"
                            .formatted(HtmlText.escaped(view.trouble())));
        }
        row("advice", HtmlText.escaped(view.advice()));
        row(
                "report",
                "<a href=\"/api/v1/releases/%s/report\">with plots</a>"
                        .formatted(HtmlText.escaped(view.release())));
        html.append("</table>\n");
        stages(view);
        gates(view);
        traffic(view.traffic());
        timeline(view);
    }

    private void row(String name, String cell) {
        html.append("<tr><th scope=\"row\">%s</th><td>%s</td></tr>\n".formatted(name, cell));
    }

    private void table(String title, String... columns) {
        html.append("<h2>%s</h2>\n<table><thead><tr>".formatted(title));
        for (String column : columns) {
            html.append("<th scope=\"col\">%s</th>".formatted(column));
        }
        html.append("</tr></thead><tbody>\n");
    }

    private void end() {
        html.append("</tbody></table>\n");
    }

    private void stages(ReleaseView view) {
        table("Stages", "weight", "watched at least", "at most", "");
        for (ReleaseView.StageView stage : view.stages()) {
            html.append(
                    ("<tr><td class=\"n\">%d %%</td><td class=\"n\">%s</td>"
                                    + "<td class=\"n\">%s</td><td class=\"%s\">%s</td></tr>\n")
                            .formatted(
                                    stage.weight(),
                                    Durations.write(stage.watchAtLeast()),
                                    Durations.write(stage.watchAtMost()),
                                    stage.progress(),
                                    switch (stage.progress()) {
                                        case WAITING -> "";
                                        case NOW -> "now";
                                        case PASSED -> "passed";
                                    }));
        }
        end();
    }

    private void gates(ReleaseView view) {
        table("Gates", "gate", "verdict", "evidence");
        for (ReleaseView.GateView gate : view.gates()) {
            html.append(
                    "<tr><td>%s</td><td class=\"%s\">%s</td><td>%s</td></tr>\n"
                            .formatted(
                                    HtmlText.escaped(gate.gate()),
                                    gate.verdict(),
                                    gate.verdict(),
                                    HtmlText.escaped(gate.evidence())));
        }
        end();
    }

    private void traffic(Map<String, RequestCounts> traffic) {
        table("Traffic", "version", "requests", "errors");
        traffic.forEach(
                (version, counts) ->
                        html.append(
                                "<tr><td>%s</td><td class=\"n\">%d</td><td class=\"n\">%d</td></tr>\n"
                                        .formatted(
                                                HtmlText.escaped(version),
                                                counts.requests(),
                                                counts.errors())));
        end();
    }

    private void timeline(ReleaseView view) {
        table("Timeline", "at", "phase", "weight", "why");
        for (ReleaseView.Turn turn : view.timeline().reversed()) {
            html.append(
                    "<tr><td class=\"n\">%s</td><td>%s</td><td class=\"n\">%s</td><td>%s</td></tr>\n"
                            .formatted(
                                    time(turn.at()),
                                    HtmlText.escaped(turn.phase()),
                                    turn.weight() == null ? "" : turn.weight() + " %",
                                    HtmlText.escaped(turn.why())));
        }
        end();
    }

    private void list(String place, List<ReleaseApi.Listed> all, String caller) {
        table("Releases " + HtmlText.escaped(place), "began", "release", "outcome", "why");
        for (ReleaseApi.Listed listed : all.reversed()) {
            String name = HtmlText.escaped(listed.release());
            html.append(
                    ("<tr><td class=\"n\">%s</td><td><a href=\"/?release=%s\">%s</a></td>"
                                    + "<td class=\"%s\">%s</td><td>%s</td></tr>\n")
                            .formatted(
                                    time(listed.began()),
                                    name,
                                    name,
                                    listed.outcome(),
                                    listed.outcome(),
                                    HtmlText.escaped(listed.why())));
        }
        end();
        if (all.isEmpty()) {
            html.append("<p>There is none yet.</p>\n");
        }
        html.append("<p>Asked by %s.</p>\n".formatted(HtmlText.escaped(caller)));
    }

    private static String time(Instant at) {
        String text = at.truncatedTo(ChronoUnit.SECONDS).toString();
        return "<time datetime=\"%s\">%s</time>".formatted(text, text.replace('T', ' '));
    }
}
