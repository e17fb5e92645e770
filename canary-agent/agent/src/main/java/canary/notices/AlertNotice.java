package canary.notices;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One alert as version 2 of Alertmanager's API takes it. Labels and start are who it is; the rest
 * may be told anew.
 *
 * @param endsAt from then on it is over
 */
record AlertNotice(
        Map<String, String> labels,
        Map<String, String> annotations,
        Instant startsAt,
        Instant endsAt) {

    AlertNotice {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }

    boolean isSameAs(AlertNotice other) {
        return labels.equals(other.labels) && startsAt.equals(other.startsAt);
    }

    AlertNotice endingAt(Instant end) {
        return new AlertNotice(labels, annotations, startsAt, end);
    }

    /** With the names of the API's fields. */
    Map<String, Object> json() {
        Map<String, Object> alert = new LinkedHashMap<>();
        alert.put("labels", labels);
        alert.put("annotations", annotations);
        alert.put("startsAt", startsAt.toString());
        alert.put("endsAt", endsAt.toString());
        return alert;
    }
}
