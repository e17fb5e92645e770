package erp.core.http.server;

import erp.core.http.Endpoint;
import erp.core.http.Format;
import erp.core.http.Reply;
import erp.core.http.Tabular;
import erp.core.http.Tabular.Table;

import io.javalin.http.Context;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Comma-separated values as RFC 4180 has them, in UTF-8, with a line of names. */
final class Csv {
    static final String TYPE = "text/csv; charset=utf-8; header=present";
    private static final Pattern RANGE =
            Pattern.compile("\\s*([^;\\s]+)\\s*(?:;\\s*q=([01](?:\\.[0-9]{0,3})?))?.*");

    /** What a spreadsheet would take for a formula. */
    private static final Pattern FORMULA = Pattern.compile("(?s)[=+\\-@\t\r].*");

    private Csv() {}

    /** The answer in the form that is asked for, where it has two. */
    static Reply formed(Endpoint<?> endpoint, Context ctx, QueryReader.Parsed sent, Reply reply) {
        if (!endpoint.isTabular() || !(reply.body() instanceof Tabular tabular)) {
            return reply;
        }
        Reply varied = reply.header("Vary", "Accept");
        List<String> accept = Collections.list(ctx.req().getHeaders("Accept"));
        if (!isWanted(sent.values().get("format"), accept)) {
            return varied;
        }
        String name = endpoint.path().substring(endpoint.path().lastIndexOf('/') + 1);
        return new Reply(reply.status(), of(tabular.table()), varied.headers())
                .header("Content-Type", TYPE)
                .header("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
    }

    /**
     * Whether it is CSV that is wanted: the parameter says so, or else the header names it, and
     * JSON not as much.
     */
    static boolean isWanted(@Nullable Object format, List<String> accept) {
        if (format instanceof Format asked) {
            return asked == Format.CSV;
        }
        double csv = quality("text/csv", accept).orElse(0);
        return csv > 0 && csv > quality("application/json", accept).orElse(0);
    }

    private static OptionalDouble quality(String type, List<String> accept) {
        return accept.stream()
                .flatMap(line -> List.of(line.split(",")).stream())
                .map(RANGE::matcher)
                .filter(range -> range.matches() && isOf(type, range))
                .mapToDouble(
                        range -> range.group(2) == null ? 1 : Double.parseDouble(range.group(2)))
                .max();
    }

    private static boolean isOf(String type, Matcher range) {
        return range.group(1).toLowerCase(Locale.ROOT).equals(type);
    }

    static byte[] of(Table table) {
        StringBuilder text = new StringBuilder(line(table.columns()));
        table.rows().forEach(row -> text.append(line(row)));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String line(List<?> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** Texts of others do not become formulas in who opens them; amounts are no texts. */
    private static String cell(Object cell) {
        String text =
                switch (cell) {
                    case BigDecimal number -> number.toPlainString();
                    case String own when FORMULA.matcher(own).matches() -> "'" + own;
                    default -> cell.toString();
                };
        boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
