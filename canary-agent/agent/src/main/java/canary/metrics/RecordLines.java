package canary.metrics;

import canary.counters.BusinessCount;
import canary.counters.Refusal;
import canary.counters.Series;
import canary.counters.Snapshot;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The lines of a record, in their order. A whole line is a snapshot with all it has. One that
 * begins with {@code after} says what has changed since the line of that time: of {@code series}
 * and {@code mesh} a list {@code [unchanged series before this one, requests, errors, answers
 * between each edge and the one before ..., refusals by status]} of what was added to each that
 * counted, trailing zeros and no refusals left out; series that are new as {@code newSeries} and
 * {@code newMesh}; what came of the work likewise ({@link BusinessLines}); of the rest each field
 * that is another.
 */
public final class RecordLines {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String AFTER = "after";
    private static final int COUNTED = 3;
    private static final double MOST = 1e15;
    private static final int SHOWN = 80;
    private static final Set<String> CODES =
            Arrays.stream(Refusal.values()).map(Refusal::code).collect(Collectors.toSet());

    private @Nullable Snapshot last;
    private ObjectNode rest = JSON.createObjectNode();

    /** Begins with a snapshot that is known as a whole. */
    public void begin(Snapshot whole) {
        last = whole;
        rest = rest(whole);
    }

    /** The next one is written as a whole. */
    public void forget() {
        last = null;
    }

    /** Whether there is something that a line can add to. */
    public boolean hasBegun() {
        return last != null;
    }

    /** A line, without its end. */
    public String write(Snapshot now) {
        Snapshot before = last;
        ObjectNode restBefore = rest;
        begin(now);
        if (before != null) {
            ObjectNode line = JSON.createObjectNode().put(AFTER, before.at().toString());
            for (Map.Entry<String, JsonNode> field : rest.properties()) {
                if (!field.getValue().equals(restBefore.get(field.getKey()))) {
                    line.set(field.getKey(), field.getValue());
                }
            }
            if (write(before.series(), now.series(), line, "series", "newSeries")
                    && write(before.mesh(), now.mesh(), line, "mesh", "newMesh")
                    && BusinessLines.write(before.business(), now.business(), line)) {
                return JSON.writeValueAsString(line);
            }
        }
        return JSON.writeValueAsString(now);
    }

    private static ObjectNode rest(Snapshot snapshot) {
        ObjectNode rest = JSON.valueToTree(snapshot.counting(List.of(), List.of(), List.of()));
        rest.remove("series");
        rest.remove("mesh");
        rest.remove(BusinessLines.ADDED);
        return rest;
    }

    /** False where what was counted before is not there any more, or not in its place. */
    private static boolean write(
            List<Series> before, List<Series> now, ObjectNode line, String added, String begun) {
        if (now.size() < before.size()) {
            return false;
        }
        ArrayNode changes = JSON.createArrayNode();
        int unchanged = 0;
        for (int i = 0; i < before.size(); i++) {
            Series was = before.get(i);
            Series is = now.get(i);
            if (!is.isSameAs(was)) {
                return false;
            }
            if (is.equals(was)) {
                unchanged++;
            } else {
                changes.add(change(unchanged, was, is));
                unchanged = 0;
            }
        }
        if (!changes.isEmpty()) {
            line.set(added, changes);
        }
        if (now.size() > before.size()) {
            line.set(begun, JSON.valueToTree(now.subList(before.size(), now.size())));
        }
        return true;
    }

    private static ArrayNode change(int unchanged, Series was, Series is) {
        List<Long> change = new ArrayList<>();
        change.add((long) unchanged);
        change.add(is.requests() - was.requests());
        change.add(is.errors() - was.errors());
        var before = was.buckets().values().iterator();
        long below = 0;
        for (long count : is.buckets().values()) {
            long added = count - before.next();
            change.add(added - below);
            below = added;
        }
        while (change.size() > 2 && change.getLast() == 0) {
            change.removeLast();
        }
        ArrayNode array = JSON.createArrayNode();
        change.forEach(array::add);
        ObjectNode refused = JSON.createObjectNode();
        for (Refusal each : Refusal.values()) {
            long more = is.refused(each) - was.refused(each);
            if (more != 0) {
                refused.put(each.code(), more);
            }
        }
        if (!refused.isEmpty()) {
            array.add(refused);
        }
        return array;
    }

    /**
     * Whether a line adds to the one before it.
     *
     * @param line an object
     */
    public static boolean isAddition(JsonNode line) {
        return line.has(AFTER);
    }

    /**
     * The snapshot of a line that adds to the one before it. Throws {@link
     * IllegalArgumentException}, which names field and rule, where it does not fit that one.
     */
    public Snapshot read(ObjectNode line) {
        Snapshot before = last;
        String after = line.path(AFTER).asString("");
        if (before == null || !after.equals(before.at().toString())) {
            throw new IllegalArgumentException(
                    "after is the time of the line above%s, not %s"
                            .formatted(before == null ? ", which is missing" : "", after));
        }
        List<Series> series = read(before.series(), line, "series", "newSeries");
        List<Series> mesh = read(before.mesh(), line, "mesh", "newMesh");
        List<BusinessCount> business = BusinessLines.read(before.business(), line);
        ObjectNode merged = rest.deepCopy();
        for (Map.Entry<String, JsonNode> field : line.properties()) {
            merged.set(field.getKey(), field.getValue());
        }
        merged.remove(List.of(AFTER, "series", "newSeries", "mesh", "newMesh"));
        merged.remove(List.of(BusinessLines.ADDED, BusinessLines.BEGUN));
        Snapshot now = JSON.treeToValue(merged, Snapshot.class).counting(series, mesh, business);
        last = now;
        rest = merged;
        return now;
    }

    private static List<Series> read(
            List<Series> before, ObjectNode line, String added, String begun) {
        List<Series> now = new ArrayList<>(before);
        int at = 0;
        for (JsonNode change : line.path(added)) {
            long unchanged = change.isArray() ? change.path(0).asLong(-1) : -1;
            if (unchanged < 0 || unchanged >= before.size() - at) {
                throw new IllegalArgumentException(
                        "%s has changes of the %d series above, not %s"
                                .formatted(added, before.size(), shown(change)));
            }
            at += (int) unchanged;
            now.set(at, changed(now.get(at), change, added));
            at++;
        }
        for (JsonNode series : line.path(begun)) {
            now.add(JSON.treeToValue(series, Series.class));
        }
        return now;
    }

    private static Series changed(Series before, JsonNode change, String field) {
        long[] more = new long[before.buckets().size()];
        Map<String, Long> refused = new TreeMap<>();
        JsonNode end = change.path(change.size() - 1);
        for (Map.Entry<String, JsonNode> one : end.properties()) {
            if (!CODES.contains(one.getKey())) {
                throw unlike(before, field, "refusals by status", change);
            }
            refused.put(one.getKey(), added(one.getValue(), before, field, change));
        }
        int counts = change.size() - (end.isObject() ? 1 : 0);
        if (counts > more.length + COUNTED) {
            String most = "at most %d counts".formatted(more.length + COUNTED);
            throw unlike(before, field, most, change);
        }
        long[] added = new long[more.length + COUNTED];
        for (int i = 0; i < counts; i++) {
            added[i] = added(change.path(i), before, field, change);
        }
        long below = 0;
        for (int i = 0; i < more.length; i++) {
            below += added[COUNTED + i];
            more[i] = below;
        }
        return before.plus(added[1], added[2], more, refused);
    }

    /** A count may fall, but sums of what is added stay far from where numbers end. */
    private static long added(JsonNode more, Series of, String field, JsonNode change) {
        double count = more.isNumber() ? more.asDouble() : Double.NaN;
        if (!(Math.abs(count) <= MOST) || count != Math.rint(count)) {
            throw unlike(of, field, "whole numbers", change);
        }
        return more.asLong();
    }

    private static IllegalArgumentException unlike(
            Series of, String field, String rule, JsonNode change) {
        return new IllegalArgumentException(
                "%s has %s for %s %s, not %s"
                        .formatted(field, rule, of.method(), of.route(), shown(change)));
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    }
}
