package canary.console;

import canary.rollout.Outcome;

import java.time.Instant;
import java.util.Optional;

/** Shows a release to whoever started it. */
public interface Console {

    /** Called once a tick. */
    void show(Progress progress);

    /** Something that happened and is worth a line. */
    void event(Instant at, String text);

    /** Called once, last. */
    void end(Outcome outcome, String why);

    /** A table on a terminal, lines elsewhere. */
    static Console standard() {
        boolean isTerminal =
                Optional.ofNullable(System.console()).map(java.io.Console::isTerminal).orElse(false)
                        && !"dumb".equals(System.getenv("TERM"));
        return isTerminal ? new TableConsole(System.out) : new LineConsole(System.out);
    }
}
