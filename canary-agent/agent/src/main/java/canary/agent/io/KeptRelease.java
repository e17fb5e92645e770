package canary.agent.io;

import canary.journal.Entry;
import canary.journal.Journal;
import canary.plan.Plan;

import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One release where it is kept: on this machine's disk, or in the cluster, where any terminal with
 * the rights sees it. What does not answer is an {@link java.io.UncheckedIOException}.
 */
public interface KeptRelease {

    String name();

    /** The plan that it began with; throws {@link canary.plan.PlanException}. */
    Plan plan();

    /** The same for who only looks on and has none of the secrets that it names. */
    Plan planToLookAt();

    /** What its journal says anew, and its newest entry. */
    List<Entry> peek();

    /** Whether an agent is at work on it now. */
    boolean isAtWork();

    /**
     * The same, watched for as long as it takes to be sure: an order that is left for an agent that
     * has died would be carried out by nobody.
     */
    default boolean showsLife() {
        return isAtWork();
    }

    /** When its agent wrote last. */
    Instant lastWritten();

    /**
     * Takes what only one agent may work on at a time. Throws {@link EntranceTakenException} or
     * {@link canary.journal.JournalException} where somebody else holds it.
     *
     * @param onLost told once, from any thread, when somebody else holds it now
     */
    Hold hold(Plan plan, Runnable onLost);

    /** The journal, to write; to be opened only by who holds the release. */
    Journal journal();

    Orders orders();

    /** Where an agent on this machine keeps its record, and leaves reports. */
    ReleaseDirectory directory();

    /** Shows a report to those who look from elsewhere. */
    void publish(String markdown, String json);

    /** The report that its agent has shown last; empty where there is none. */
    Optional<Report> published();

    /**
     * The same, where it is better than one that is made here: the record is on the agent's
     * machine.
     */
    default Optional<Report> publishedElsewhere() {
        return Files.exists(directory().record()) ? Optional.empty() : published();
    }

    /** The texts of a report. */
    record Report(String markdown, String json) {}

    /** Given up when closed. */
    interface Hold extends AutoCloseable {
        @Override
        void close();
    }
}
