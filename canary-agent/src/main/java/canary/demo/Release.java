package canary.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The releases that the demo can make. A further one is one class and two lines here. */
enum Release {
    GOOD("nothing is wrong"),
    ERRORS("a fifth of the requests to v2 is answered 500"),
    LATENCY("answers of v2 take up to two seconds"),
    CRASH("v2's process is killed again and again");

    private final String what;

    Release(String what) {
        this.what = what;
    }

    static Optional<Release> named(String name) {
        return Arrays.stream(values()).filter(each -> each.word().equals(name)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Release::word).toList();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String what() {
        return what;
    }

    Fault newFault() {
        return switch (this) {
            case GOOD -> new NoFault();
            case ERRORS -> new ErrorAnswers();
            case LATENCY -> new SlowAnswers();
            case CRASH -> new Crashes();
        };
    }

    /** Nothing happens. */
    private static final class NoFault implements Fault {}
}
