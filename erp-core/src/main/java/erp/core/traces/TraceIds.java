package erp.core.traces;

import org.jspecify.annotations.Nullable;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ids of traces, as W3C's Trace Context has them. */
public final class TraceIds {
    /** Version 00 ends there; a later one may say more. */
    private static final Pattern TRACEPARENT =
            Pattern.compile(
                    "(?:00-IDS|(?!00|ff)[0-9a-f]{2}-IDS(?:-.*)?)"
                            .replace(
                                    "IDS",
                                    "(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}"));

    private TraceIds() {}

    /**
     * The one that a caller's header {@code traceparent} names, where it is one, else a new one.
     */
    public static String of(@Nullable String traceparent) {
        if (traceparent != null) {
            Matcher matcher = TRACEPARENT.matcher(traceparent);
            if (matcher.matches()) {
                return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            }
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong() | 1);
    }
}
