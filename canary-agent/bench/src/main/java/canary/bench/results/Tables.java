package canary.bench.results;

import canary.bench.simulate.Scenario;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The results as Markdown. */
public final class Tables {
    private final List<Row> rows;
    private final Set<String> judges;
    private final Set<Double> rates;

    public Tables(List<Row> rows) {
        this.rows = rows;
        judges = distinct(Row::judge);
        rates = distinct(Row::perSecond);
    }

    private <T> Set<T> distinct(Function<Row, T> what) {
        return rows.stream().map(what).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** A table a rate, a line a scenario, a column a judge. */
    public String found() {
        StringJoiner text = new StringJoiner("\n\n", "", "\n");
        for (double rate : rates) {
            text.add("### " + Targets.rate(rate) + " requests a second\n\n" + table(rate));
        }
        return text.toString();
    }

    private String table(double rate) {
        StringJoiner lines = new StringJoiner("\n");
        lines.add("| scenario | " + String.join(" | ", judges) + " |");
        lines.add("|---".repeat(judges.size() + 1) + "|");
        for (Scenario scenario : distinct(Row::scenario)) {
            StringJoiner cells = new StringJoiner(" | ", "| ", " |");
            cells.add(scenario.name());
            for (String judge : judges) {
                cells.add(row(scenario, rate, judge).map(Row::summary).orElse(""));
            }
            lines.add(cells.toString());
        }
        return lines.toString();
    }

    /** What each judge lets through until it rolls back: median canary requests and users. */
    String exposed(double rate) {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        lines.add("| scenario | " + String.join(" | ", judges) + " |");
        lines.add("|---".repeat(judges.size() + 1) + "|");
        for (Scenario scenario : distinct(Row::scenario)) {
            if (scenario.isInnocent()) {
                continue;
            }
            StringJoiner cells = new StringJoiner(" | ", "| ", " |");
            cells.add(scenario.name());
            for (String judge : judges) {
                cells.add(
                        row(scenario, rate, judge)
                                .filter(row -> row.found() > 0)
                                .map(Tables::exposure)
                                .orElse(""));
            }
            lines.add(cells.toString());
        }
        return lines.toString();
    }

    private static String exposure(Row row) {
        return String.format(Locale.ROOT, "%.0f / %.0f", row.requests(), row.users());
    }

    /** Share of all verdicts that are right, a line a judge. */
    public String right() {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        StringJoiner head = new StringJoiner(" | ", "| judge | ", " |");
        rates.forEach(rate -> head.add(Targets.rate(rate) + "/s"));
        lines.add(head.toString());
        lines.add("|---".repeat(rates.size() + 1) + "|");
        for (String judge : judges) {
            StringJoiner cells = new StringJoiner(" | ", "| ", " |");
            cells.add(judge);
            for (double rate : rates) {
                double share =
                        rows.stream()
                                .filter(r -> r.judge().equals(judge) && r.perSecond() == rate)
                                .mapToDouble(Row::rightShare)
                                .average()
                                .orElse(Double.NaN);
                cells.add(String.format(Locale.ROOT, "%.0f %%", 100 * share));
            }
            lines.add(cells.toString());
        }
        return lines.toString();
    }

    static String checks(List<Target> checks) {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        lines.add("| what | aim | measured | |").add("|---|---|---|---|");
        checks.forEach(check -> lines.add(check.markdown()));
        return lines.toString();
    }

    private Optional<Row> row(Scenario scenario, double rate, String judge) {
        return rows.stream()
                .filter(
                        row ->
                                row.scenario().equals(scenario)
                                        && row.perSecond() == rate
                                        && row.judge().equals(judge))
                .findFirst();
    }
}
