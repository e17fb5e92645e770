package canary.agent;

import canary.console.Console;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Says what keeps going wrong at each tick: at once, and then once a minute until it is over. */
final class Trouble {

    private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Console console;
    private final Map<String, Instant> said = new HashMap<>();

    Trouble(Console console) {
        this.console = console;
    }

    /**
     * Says it, unless it was said within the last minute.
     *
     * @param what goes wrong, as one word
     */
    void say(String what, Instant now, String text) {
        Instant last = said.get(what);
        if (last != null && now.isBefore(last.plus(EVERY))) {
            return;
        }
        said.put(what, now);
        insist(now, text);
    }

    /** Says it in any case. */
    void insist(Instant now, String text) {
        LOG.error("event=trouble text=\"{}\"", text);
        console.event(now, text);
    }

    /** Says once that it is over. */
    void isOver(String what, Instant now, String text) {
        if (said.remove(what) != null) {
            LOG.info("event=trouble_over text=\"{}\"", text);
            console.event(now, text);
        }
    }
}
