package canary.bench.results;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** All rows as comma-separated values; an empty field is a number that does not exist. */
public final class Csv {
    private static final String HEADER =
            "scenario,requests_per_second,judge,releases,rolled_back,rolled_back_at_most,held,promoted,"
                + "right,found,median_minutes,p90_minutes,median_minutes_of_all,median_canary_requests,"
                + "median_canary_users";

    private Csv() {}

    public static String of(List<Row> rows) {
        StringJoiner lines = new StringJoiner("\n", HEADER + "\n", "\n");
        for (Row row : rows) {
            StringJoiner fields = new StringJoiner(",");
            fields.add(row.scenario().name()).add(Targets.rate(row.perSecond()));
            fields.add(row.judge().replace(' ', '-'));
            fields.add("" + row.releases()).add("" + row.rolledBack());
            fields.add(String.format(Locale.ROOT, "%.4f", row.rolledBackAtMost()));
            fields.add("" + row.held()).add("" + row.promoted()).add("" + row.right());
            fields.add("" + row.found()).add(number(row.minutes())).add(number(row.minutesP90()));
            fields.add(number(row.medianOfAll())).add(number(row.requests()));
            fields.add(number(row.users()));
            lines.add(fields.toString());
        }
        return lines.toString();
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : "";
    }
}
