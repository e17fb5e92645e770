package canary.report;

import canary.plan.Durations;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Releases, a line each, for people, programs and spreadsheets. */
public final class HistoryTable {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final String COLUMNS =
            "release,stable,canary,began_at,ended_at,outcome,exit_code,found,seconds,"
                    + "rollback_seconds,weight,users,requests,failed,why";

    private static final String LINE = "%-20s  %-28s  %-11s  %8s  %5s  %8s  %6s  %s%n";

    private HistoryTable() {}

    /** For people; the oldest first. */
    public static String text(List<ReleaseSummary> releases) {
        StringBuilder text = new StringBuilder();
        text.append(
                LINE.formatted(
                        "began",
                        "release",
                        "outcome",
                        "took",
                        "users",
                        "requests",
                        "failed",
                        "why"));
        for (ReleaseSummary it : releases) {
            text.append(
                    LINE.formatted(
                            it.beganAt().truncatedTo(ChronoUnit.SECONDS),
                            it.release(),
                            it.outcome(),
                            Durations.write(Duration.ofSeconds(it.seconds())),
                            it.users() == null ? "-" : it.users(),
                            it.requests(),
                            it.failed(),
                            it.why().replace('\n', ' ')));
        }
        return text.toString();
    }

    /** An array of objects. */
    public static String json(List<ReleaseSummary> releases) {
        return JSON.writeValueAsString(releases) + "\n";
    }

    /** As RFC 4180 has it; what is not known is empty, gates are separated by blanks. */
    public static String csv(List<ReleaseSummary> releases) {
        return Stream.concat(Stream.of(COLUMNS), releases.stream().map(HistoryTable::line))
                .map(line -> line + "\r\n")
                .collect(Collectors.joining());
    }

    private static String line(ReleaseSummary it) {
        return Stream.of(
                        it.release(),
                        it.stable(),
                        it.canary(),
                        it.beganAt(),
                        text(it.endedAt()),
                        it.outcome(),
                        text(it.exitCode()),
                        String.join(" ", it.found()),
                        it.seconds(),
                        text(it.rollbackSeconds()),
                        it.weight(),
                        text(it.users()),
                        it.requests(),
                        it.failed(),
                        it.why())
                .map(value -> quoted(String.valueOf(value)))
                .collect(Collectors.joining(","));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : String.valueOf(value);
    }

    private static String quoted(String value) {
        return value.matches("(?s).*[,\"\r\n].*") ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }
}
