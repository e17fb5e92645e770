package canary.metrics;

import canary.counters.BusinessCount;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;

/**
 * What came of the work in a line that adds to the one before it: {@code business} is a list of
 * {@code [unchanged counts before this one, added]}, or {@code [unchanged, 0, total]} where a sum
 * would not be exact; counts that are new are {@code newBusiness}.
 */
final class BusinessLines {

    static final String ADDED = "business";
    static final String BEGUN = "newBusiness";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int TOTAL = 2;

    private BusinessLines() {}

    /** False where what was counted before is not there any more, or not in its place. */
    static boolean write(List<BusinessCount> before, List<BusinessCount> now, ObjectNode line) {
        if (now.size() < before.size()) {
            return false;
        }
        ArrayNode changes = JSON.createArrayNode();
        int unchanged = 0;
        for (int i = 0; i < before.size(); i++) {
            BusinessCount was = before.get(i);
            BusinessCount is = now.get(i);
            if (!is.isSameAs(was)) {
                return false;
            }
            if (is.total() == was.total()) {
                unchanged++;
            } else {
                changes.add(change(unchanged, was.total(), is.total()));
                unchanged = 0;
            }
        }
        if (!changes.isEmpty()) {
            line.set(ADDED, changes);
        }
        if (now.size() > before.size()) {
            line.set(BEGUN, JSON.valueToTree(now.subList(before.size(), now.size())));
        }
        return true;
    }

    private static ArrayNode change(int unchanged, double was, double is) {
        ArrayNode change = JSON.createArrayNode().add(unchanged);
        double added = is - was;
        if (was + added != is) {
            return change.add(0).add(is);
        }
        return added == Math.rint(added) ? change.add((long) added) : change.add(added);
    }

    /** Throws {@link IllegalArgumentException} where the line does not fit the one before it. */
    static List<BusinessCount> read(List<BusinessCount> before, ObjectNode line) {
        List<BusinessCount> now = new ArrayList<>(before);
        int at = 0;
        for (JsonNode change : line.path(ADDED)) {
            int unchanged = change.path(0).asInt(-1);
            at += Math.max(0, unchanged);
            boolean isNumber = change.path(change.size() - 1).isNumber();
            if (!change.isArray() || unchanged < 0 || at >= before.size() || !isNumber) {
                throw new IllegalArgumentException(
                        "%s has changes of the %d counts above, not %s"
                                .formatted(ADDED, before.size(), change));
            }
            BusinessCount was = before.get(at);
            double total =
                    change.has(TOTAL)
                            ? change.path(TOTAL).asDouble()
                            : was.total() + change.path(1).asDouble(0);
            if (!(total >= 0 && total <= BusinessCount.MOST)) {
                throw new IllegalArgumentException(
                        "%s counts from 0 to 2^53 of %s, not %s"
                                .formatted(ADDED, was.of(), Double.toString(total)));
            }
            now.set(at, was.counting(total));
            at++;
        }
        for (JsonNode count : line.path(BEGUN)) {
            now.add(JSON.treeToValue(count, BusinessCount.class));
        }
        return now;
    }
}
