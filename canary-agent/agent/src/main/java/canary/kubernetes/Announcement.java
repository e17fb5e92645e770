package canary.kubernetes;

import canary.journal.Entry;
import canary.kubernetes.workloads.Marks;
import canary.rollout.Ended;
import canary.rollout.Live;
import canary.rollout.Order;
import canary.rollout.Rollback;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What is told of a decision to those who look at the cluster.
 *
 * @param reason in one word of capitals, as Kubernetes has them
 * @param message why, in a sentence
 * @param isWarning whether a person should look
 * @param annotations of Deployments and routes
 * @param isUnderWay whether the release goes on
 */
record Announcement(
        String reason,
        String message,
        boolean isWarning,
        Map<String, String> annotations,
        boolean isUnderWay) {

    private static final int LONGEST = 1000;

    static Announcement of(String release, Entry entry, @Nullable Entry before) {
        boolean isDrift = before != null && entry.drift().times() > before.drift().times();
        boolean isSame = before != null && before.phase().word().equals(entry.phase().word());
        Order order = entry.order();
        String reason =
                isDrift && isSame
                        ? "WeightChangedFromOutside"
                        : order != null && isSame
                                ? "Ordered" + capitals(order.verb().name())
                                : capitals(entry.phase().word());
        String message = isDrift && isSame ? entry.drift().told() + ": " : "";
        return new Announcement(
                reason,
                cut(message + entry.why()),
                isDrift || isWarning(entry),
                annotations(release, entry),
                !(entry.phase() instanceof Ended));
    }

    /** Whether it says more than an earlier one. */
    static boolean isNews(Entry entry, @Nullable Entry before) {
        return before == null
                || !before.phase().word().equals(entry.phase().word())
                || !before.phase().since().equals(entry.phase().since())
                || !Objects.equals(before.weight(), entry.weight())
                || before.drift().times() != entry.drift().times()
                || entry.order() != null;
    }

    private static boolean isWarning(Entry entry) {
        boolean isBad =
                entry.phase() instanceof Ended && !(entry.phase() instanceof Ended.Promoted);
        return entry.phase() instanceof Rollback || entry.phase() instanceof Live.Held || isBad;
    }

    private static Map<String, String> annotations(String release, Entry entry) {
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put(Marks.PREFIX + "name", release);
        annotations.put(Marks.PREFIX + "phase", entry.phase().word());
        annotations.put(
                Marks.PREFIX + "weight",
                entry.weight() == null ? "unknown" : String.valueOf(entry.weight()));
        annotations.put(Marks.PREFIX + "why", cut(entry.why()));
        annotations.put(Marks.PREFIX + "since", entry.phase().since().toString());
        return annotations;
    }

    /** {@code rolled-back} is RolledBack. */
    private static String capitals(String word) {
        return Arrays.stream(word.split("[-_]"))
                .map(
                        it ->
                                it.substring(0, 1).toUpperCase(Locale.ROOT)
                                        + it.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    /** Kubernetes counts bytes. */
    private static String cut(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
            return text;
        }
        ByteBuffer whole = ByteBuffer.allocate(LONGEST);
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text), whole, true);
        return StandardCharsets.UTF_8.decode(whole.flip()) + "...";
    }
}
