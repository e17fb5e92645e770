package canary.demo;

import canary.demo.fault.ColdStart;
import canary.demo.fault.Crashes;
import canary.demo.fault.DeadRoute;
import canary.demo.fault.EmptyAnswers;
import canary.demo.fault.ErrorAnswers;
import canary.demo.fault.Fault;
import canary.demo.fault.Gaps;
import canary.demo.fault.Incident;
import canary.demo.fault.NoMetrics;
import canary.demo.fault.RefusedOrders;
import canary.demo.fault.Route;
import canary.demo.fault.SlowAnswers;
import canary.demo.fault.StrayTraffic;
import canary.demo.fault.UnhappyUsers;
import canary.demo.fault.WrongBooks;
import canary.plan.Plan;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The releases that the demo can make. A further one is one class and two lines here. */
enum DemoRelease {
    GOOD("nothing is wrong", Ending.PROMOTED),
    ERRORS("2 % of the requests to v2 are answered 500", Ending.ROLLED_BACK),
    LATENCY("sales of v2 take 60 % longer (by 3 ms at least)", Ending.ROLLED_BACK),
    CRASH("v2's process is killed again and again", Ending.ROLLED_BACK),
    COMPLAINTS("v2 is right and fast, its users complain", Ending.ROLLED_BACK),
    SPLIT("v2 gets 18 % of v1's requests, whatever the weights", Ending.ROLLED_BACK),
    REFUSED("v2 answers 422 to every order", Ending.ROLLED_BACK),
    CORRUPT("v2 answers as it should and leaves wrong books", Ending.ROLLED_BACK),
    EMPTY("v2 answers 200 or 201 at once and does nothing", Ending.ROLLED_BACK),
    COLD("v2 is slow at first, as its caches fill, then well", Ending.PROMOTED),
    GAP("scrapes of v2 and the router fail now and then", Ending.PROMOTED),
    SCHEMA("v2 renames a column that v1 uses", Ending.REFUSED),
    BOTH("an incident hits v1 and v2 alike", Ending.HELD),
    BLIND("v2 works, its metrics vanish", Ending.HELD);

    private final String what;
    private final Ending ending;

    /** How the agent must end it. */
    private enum Ending {
        PROMOTED(0, Plan.Hold.Action.ROLLBACK),
        ROLLED_BACK(3, Plan.Hold.Action.ROLLBACK),
        /** Nobody is blamed, so nothing is touched. */
        HELD(4, Plan.Hold.Action.STAY),
        /** Nothing was changed, and nobody was sent to v2. */
        REFUSED(5, Plan.Hold.Action.ROLLBACK);

        private final int code;
        private final Plan.Hold.Action whenNobodyDecides;

        Ending(int code, Plan.Hold.Action whenNobodyDecides) {
            this.code = code;
            this.whenNobodyDecides = whenNobodyDecides;
        }
    }

    DemoRelease(String what, Ending ending) {
        this.what = what;
        this.ending = ending;
    }

    static Optional<DemoRelease> named(String name) {
        return Arrays.stream(values()).filter(each -> each.word().equals(name)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(DemoRelease::word).toList();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String what() {
        return what;
    }

    /** Exit code of a demo that went as it must. */
    int code() {
        return ending.code;
    }

    /** What the plan says about a hold that nobody ends. */
    Plan.Hold.Action whenNobodyDecides() {
        return ending.whenNobodyDecides;
    }

    /** Whether schema and data must be as they were before it. */
    boolean leavesDataAlone() {
        return ending == Ending.REFUSED;
    }

    /**
     * @param folder for what it needs
     */
    CanaryBuild build(Path folder) {
        return this == SCHEMA
                ? CanaryBuild.withHarmfulMigration(folder.resolve("v2-build"))
                : CanaryBuild.SAME;
    }

    /**
     * @param route that alone fails, for {@link #ERRORS}
     * @param pace how long a cold start lasts, for {@link #COLD}
     */
    Fault newFault(Optional<Route> route, Pace pace) {
        return switch (this) {
            case GOOD, SCHEMA -> new NoFault();
            case ERRORS -> route.<Fault>map(DeadRoute::new).orElseGet(ErrorAnswers::new);
            case LATENCY -> new SlowAnswers();
            case CRASH -> new Crashes();
            case COMPLAINTS -> new UnhappyUsers();
            case SPLIT -> new StrayTraffic();
            case REFUSED -> new RefusedOrders();
            case CORRUPT -> new WrongBooks();
            case EMPTY -> new EmptyAnswers();
            case COLD -> new ColdStart(pace.coldFor());
            case GAP -> new Gaps();
            case BOTH -> new Incident();
            case BLIND -> new NoMetrics();
        };
    }

    /** Nothing happens. */
    private static final class NoFault implements Fault {}
}
