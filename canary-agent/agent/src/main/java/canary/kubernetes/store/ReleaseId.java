package canary.kubernetes.store;

import java.util.Map;

/** A release of an app. */
record ReleaseId(String app, String release) {

    Map<String, String> labels(ReleaseNames.Part part) {
        return ReleaseNames.labels(app, release, part);
    }
}
