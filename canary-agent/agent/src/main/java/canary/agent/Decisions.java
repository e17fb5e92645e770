package canary.agent;

import canary.agent.io.Orders;
import canary.agent.io.TimedCalls;
import canary.journal.Entry;
import canary.journal.Journal;
import canary.rollout.Act;
import canary.rollout.Ended;
import canary.rollout.Order;
import canary.rollout.Rollback;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Writes decisions down before they are carried out. Where the journal cannot be written nothing is
 * asked of mesh and cluster, but for one thing: users are taken off harm. What could not be written
 * is kept and written, in its order, as soon as there is room again.
 */
final class Decisions {

    private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);

    private static final String WROTE_NOT = "the release's own agent, which could not write: ";

    private final Journal journal;
    private final Orders orders;
    private final Trouble trouble;
    private final Deque<Entry> unwritten = new ArrayDeque<>();
    private String reminder = "";
    private boolean isFailing;

    Decisions(Journal journal, Orders orders, Trouble trouble) {
        this.journal = journal;
        this.orders = orders;
        this.trouble = trouble;
    }

    /** Whether the decision stands: it is on the disk, or needs not be before it is done. */
    boolean write(Entry entry) {
        try {
            writeWhatWaits();
            journal.tell(entry);
        } catch (RuntimeException e) {
            boolean stands = mayGoUnwritten(entry);
            isFailing = true;
            tell(entry, TimedCalls.problem(e));
            if (stands) {
                keep(entry);
            }
            return stands;
        }
        isFailing = false;
        if (journal.problem().isEmpty()) {
            trouble.isOver("journal", entry.at(), "the journal can be written again");
        } else {
            trouble.say(
                    "journal",
                    entry.at(),
                    "the journal can hardly be written: " + journal.problem());
        }
        return true;
    }

    private void tell(Entry entry, String cause) {
        boolean isWayBack = entry.phase() instanceof Rollback;
        trouble.say(
                isWayBack ? "rollback" : "journal",
                entry.at(),
                "the journal cannot be written, %s: %s"
                        .formatted(
                                isWayBack
                                        ? "the rollback goes on all the same"
                                        : "nothing is asked of mesh and cluster until it can",
                                cause));
    }

    private void writeWhatWaits() {
        while (!unwritten.isEmpty()) {
            journal.append(unwritten.getFirst());
            unwritten.removeFirst();
        }
        if (!reminder.isEmpty()) {
            forgetReminder();
        }
    }

    private void forgetReminder() {
        try {
            orders.remove(reminder);
            reminder = "";
        } catch (RuntimeException e) {
            LOG.warn("event=reminder_not_taken_back cause={}", TimedCalls.problem(e));
        }
    }

    private static boolean mayGoUnwritten(Entry entry) {
        boolean isAskingOthers =
                entry.acts().stream()
                        .anyMatch(
                                act ->
                                        !(act instanceof Act.Leave
                                                || act instanceof Act.WriteReport));
        return !isAskingOthers || entry.phase() instanceof Rollback;
    }

    private void keep(Entry entry) {
        Entry before = unwritten.isEmpty() ? journal.last() : unwritten.getLast();
        if (before == null || entry.decidesAnew(before)) {
            unwritten.add(entry);
        }
        if (entry.phase() instanceof Rollback back && reminder.isEmpty()) {
            remind(entry.at(), back.why());
        }
    }

    /** An agent that finds a journal without the rollback must not send users to the canary. */
    private void remind(Instant now, String why) {
        try {
            reminder = orders.put(new Order("", Order.Verb.ROLLBACK, WROTE_NOT + why), now);
        } catch (RuntimeException e) {
            LOG.warn("event=reminder_not_left cause={}", TimedCalls.problem(e));
        }
    }

    /** Whether the last decision could not be written. */
    boolean isFailing() {
        return isFailing;
    }

    /** The order that stands for the unwritten rollback; empty where there is none. */
    String reminder() {
        return reminder;
    }

    /** Tries once more before the agent ends, and says what nobody will find on the disk. */
    void end(Instant now) {
        if (unwritten.isEmpty()) {
            return;
        }
        try {
            writeWhatWaits();
        } catch (RuntimeException e) {
            boolean isEnded = unwritten.getLast().phase() instanceof Ended;
            trouble.insist(
                    now,
                    "the journal does not say %s (%s): %s"
                            .formatted(
                                    isEnded ? "how the release ended" : "where the release stands",
                                    TimedCalls.problem(e),
                                    unwritten.getLast().why()));
        }
    }

    /** All that was decided, written or not. */
    List<Entry> entries() {
        List<Entry> all = new ArrayList<>(journal.entries());
        all.addAll(unwritten);
        return List.copyOf(all);
    }
}
