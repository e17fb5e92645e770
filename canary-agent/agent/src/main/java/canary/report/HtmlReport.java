package canary.report;

import canary.journal.Entry;
import canary.rollout.Outcome;

import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The report as one page that needs nothing else: what the Markdown says, with the plots before the
 * details. It prints, and it runs no script.
 */
public final class HtmlReport {

    /** What the page may do, for whoever serves it. */
    public static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri"
                    + " 'none'; form-action 'none'";

    private static final List<Extension> TABLES = List.of(TablesExtension.create());
    private static final List<String> DETAILS =
            List.of("Stages", "Rollback", "What the gates saw", "Timeline");

    private HtmlReport() {}

    /** Of a report that somebody else has written; without plots. */
    public static String of(String release, String markdown) {
        return page(release, "", markdown, "");
    }

    static String write(Story story, List<Entry> entries, Curves curves, String markdown) {
        List<TimePlot.Band> bands = bands(story);
        StringBuilder plots = new StringBuilder("<h2>In pictures</h2>\n");
        if (!curves.isEmpty()) {
            plots.append(plot("Requests", "a second", curves, bands, curves::rate));
            plots.append(plot("Failed requests", "% answered 5xx", curves, bands, curves::errors));
            plots.append(
                    plot("Answer times", "ms within which 95 % are", curves, bands, curves::times));
        }
        EvidencePlot evidence = new EvidencePlot(entries);
        plots.append(evidence.found(bands)).append(evidence.verdicts());
        String word = story.outcome().map(Outcome::word).orElse("under-way");
        return page(story.plan().release(), word, markdown, plots.toString());
    }

    /** Of the canary or not. */
    private interface Drawn {
        TimePlot.Line line(boolean ofCanary);
    }

    private static String plot(
            String title, String unit, Curves curves, List<TimePlot.Band> bands, Drawn drawn) {
        return new TimePlot(
                        title,
                        unit,
                        curves.from(),
                        curves.to(),
                        bands,
                        List.of(drawn.line(false), drawn.line(true)),
                        Double.NaN)
                .svg();
    }

    private static List<TimePlot.Band> bands(Story story) {
        List<TimePlot.Band> bands = new ArrayList<>();
        for (Story.StageTold stage : story.stages()) {
            Instant end = stage.endedAt() == null ? story.endedAt() : stage.endedAt();
            bands.add(new TimePlot.Band(stage.weight() + " %", stage.startedAt(), end));
        }
        return bands;
    }

    private static String page(String release, String word, String markdown, String plots) {
        String body =
                HtmlRenderer.builder()
                        .escapeHtml(true)
                        .sanitizeUrls(true)
                        .extensions(TABLES)
                        .build()
                        .render(Parser.builder().extensions(TABLES).build().parse(markdown))
                        .replace("<li>[x] ", "<li class=\"passed\">")
                        .replace("<li>[ ] ", "<li class=\"failed\">")
                        .replace("<table>", "<div class=\"table\"><table>")
                        .replace("</table>", "</table></div>");
        int at =
                DETAILS.stream()
                        .mapToInt(it -> body.indexOf("<h2>" + it + "</h2>"))
                        .filter(it -> it >= 0)
                        .findFirst()
                        .orElse(body.length());
        return """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>%s</title><style>%s</style></head><body class="%s">
        """
                        .formatted(HtmlText.escaped("Release " + release), STYLE, word)
                + body.substring(0, at)
                + plots
                + body.substring(at)
                + "</body></html>\n";
    }

    private static final String STYLE =
            """
            :root{color-scheme:light dark;--ink:#1f2328;--soft:#59636e;--rule:#d1d9e0;--back:#fff;--band:#f3f5f7;
            --stable:#0969da;--canary:#bc4c00;--good:#1a7f37;--bad:#c1121f;--open:#9a6700;--none:#8c959f;--both:#8250df}
            @media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9198a1;--rule:#3d444d;--back:#0d1117;
            --band:#161b22;--stable:#58a6ff;--canary:#f0883e;--good:#3fb950;--bad:#ff7b72;--open:#d29922;--none:#6e7681;
            --both:#bc8cff}}
            body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--back);max-width:64rem;
            margin:1.5rem auto;padding:0 1rem;overflow-wrap:break-word}
            h1{font-size:1.5rem;border-left:.5rem solid var(--open);padding-left:.75rem}
            .promoted h1{border-color:var(--good)}.rolled-back h1,.failed h1{border-color:var(--bad)}
            h2{font-size:1.15rem;margin-top:2rem;border-bottom:1px solid var(--rule);padding-bottom:.25rem}
            .table{overflow-x:auto}table{border-collapse:collapse;min-width:40%}
            th,td{text-align:left;padding:.25rem .9rem .25rem 0;vertical-align:top;border-bottom:1px solid var(--rule);
            font-variant-numeric:tabular-nums}td:first-child{white-space:nowrap}
            pre{background:var(--band);padding:.75rem;overflow-x:auto;font-size:.85em}code{font-size:.9em}
            ul{padding-left:1.2rem}li.passed{list-style:"\\2713  "}li.failed{list-style:"\\2717  ";color:var(--bad)}
            figure{margin:1rem 0}figcaption{font-weight:600}.unit{font-weight:400;color:var(--soft);margin-left:.6em}
            svg{width:100%;height:auto;font:11px system-ui,sans-serif}svg text{fill:var(--soft)}
            svg .end{text-anchor:end}svg .middle{text-anchor:middle}.grid{stroke:var(--rule);stroke-width:1}
            .limit{stroke:var(--bad);stroke-dasharray:5 4}.band0{fill:var(--band)}.band1{fill:none}
            .line{fill:none;stroke-width:1.8;stroke-linejoin:round;stroke-linecap:round}
            path.stable{stroke:var(--stable)}svg text.stable{fill:var(--stable)}
            path.canary{stroke:var(--canary)}svg text.canary{fill:var(--canary)}svg text.name{font-weight:600}
            path.gate0{stroke:var(--bad)}text.gate0{fill:var(--bad)}path.gate1{stroke:var(--both)}
            text.gate1{fill:var(--both)}path.gate2{stroke:var(--open)}text.gate2{fill:var(--open)}
            path.gate3{stroke:var(--stable)}path.gate4{stroke:var(--good)}path.gate5{stroke:var(--none)}
            rect.healthy{fill:var(--good)}rect.harmful{fill:var(--bad)}rect.undecided{fill:var(--open)}
            rect.unmeasured{fill:var(--none)}rect.shared{fill:var(--both)}
            .legend span::before{content:"\\25A0  "}.legend .healthy::before{color:var(--good)}
            .legend .harmful::before{color:var(--bad)}.legend .undecided::before{color:var(--open)}
            .legend .unmeasured::before{color:var(--none)}.legend .shared::before{color:var(--both)}
            .legend span{margin-right:1em}
            @media print{body{max-width:none;margin:0;font-size:10pt}figure,tr,pre{break-inside:avoid}
            h2{break-after:avoid}*{print-color-adjust:exact}}
            """;
}
