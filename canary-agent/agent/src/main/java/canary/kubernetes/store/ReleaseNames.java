package canary.kubernetes.store;

import canary.plan.PlanException;

import java.util.List;
import java.util.Map;

/** What the objects of a release are called, and how they are labelled. */
final class ReleaseNames {

    /** What an object of a release holds. */
    enum Part {
        STATE("state"),
        JOURNAL("journal"),
        ORDERS("orders"),
        REPORT("report");

        private final String word;

        Part(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    static final String APP = "app";
    static final String AGENT = "canary-agent";
    static final String RELEASE = "erp-release";

    /** The label that tells the app of the release. */
    static final String OF_APP = "erp-release/app";

    /** The label that tells what an object holds. */
    static final String PART = "erp-release/part";

    /** Labels of the state, to show as columns. */
    static final String PHASE = "erp-release/phase";

    static final String WEIGHT = "erp-release/weight";

    /** The annotation of who alone may write. */
    static final String WRITER = "erp-release/writer";

    /** The annotation of when that was done last. */
    static final String WRITTEN = "erp-release/written";

    private static final String PREFIX = "erp-release-";

    /** A label's value has 63, of which {@code -nnn} tells releases of one name apart. */
    private static final int MOST_LETTERS = 59;

    private static final String LABEL = "[a-z0-9]([a-z0-9-]*[a-z0-9])?";

    private ReleaseNames() {}

    static String lease(String app) {
        return PREFIX + app;
    }

    static String state(String release) {
        return PREFIX + release;
    }

    static String journal(String release, int part) {
        return "%s%s-journal-%04d".formatted(PREFIX, release, part);
    }

    static String orders(String release) {
        return PREFIX + release + "-orders";
    }

    static String report(String release) {
        return PREFIX + release + "-report";
    }

    static Map<String, String> labels(String app, String release, Part part) {
        return Map.of(APP, AGENT, OF_APP, app, RELEASE, release, PART, part.word());
    }

    /** The labels of one kind of object of all releases. */
    static Map<String, String> labels(String app, Part part) {
        return Map.of(APP, AGENT, OF_APP, app, PART, part.word());
    }

    /** Throws {@link PlanException} where a cluster cannot keep a release of this name. */
    static void check(String release) {
        if (release.length() > MOST_LETTERS || !release.matches(LABEL + "(\\." + LABEL + ")*")) {
            throw new PlanException(
                    List.of(
                            ("release: a cluster keeps names of 1 to %d of a-z, 0-9, '.', '-' that"
                                            + " begin and end, and go on after '.', with a letter"
                                            + " or digit")
                                    .formatted(MOST_LETTERS)));
        }
        if (release.matches(".*-(orders|report|journal-[0-9]{4})")) {
            throw new PlanException(
                    List.of(
                            "release: must not end with -orders, -report or -journal-nnnn, which"
                                    + " objects of another release are called"));
        }
    }
}
