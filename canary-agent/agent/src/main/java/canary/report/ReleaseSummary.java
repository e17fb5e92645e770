package canary.report;

import canary.journal.Entry;
import canary.plan.Plan;
import canary.rollout.Outcome;
import canary.verdict.Verdict;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One release in a line: what it cost, found and took.
 *
 * @param stable empty, as the canary, where the plan cannot be read
 * @param endedAt null while it is under way
 * @param outcome {@code under-way} until it has one
 * @param found gates that were harmful when it ended
 * @param seconds from its opening until its end, or its newest entry
 * @param rollbackSeconds from the decision until the proof; null where there is none
 * @param weight the highest that the canary had, percent
 * @param users distinct ones that reached the canary; null where nobody counts them
 */
public record ReleaseSummary(
        String release,
        String stable,
        String canary,
        Instant beganAt,
        @Nullable Instant endedAt,
        String outcome,
        @Nullable Integer exitCode,
        List<String> found,
        long seconds,
        @Nullable Long rollbackSeconds,
        int weight,
        @Nullable Long users,
        long requests,
        long failed,
        String why) {

    /** From a journal that has at least its opening entry. */
    public static ReleaseSummary of(Plan plan, List<Entry> entries) {
        Story story = Story.of(plan, entries);
        Instant decided = story.last().decidedAt();
        Instant verified = story.last().verifiedAt();
        return new ReleaseSummary(
                plan.release(),
                plan.stable().version(),
                plan.canary().version(),
                story.startedAt(),
                story.outcome().isPresent() ? story.endedAt() : null,
                story.outcome().map(Outcome::word).orElse("under-way"),
                story.outcome().map(Outcome::exitCode).orElse(null),
                found(story),
                Duration.between(story.startedAt(), story.endedAt()).toSeconds(),
                decided == null || verified == null
                        ? null
                        : Duration.between(decided, verified).toSeconds(),
                story.stages().stream().mapToInt(Story.StageTold::weight).max().orElse(0),
                story.canaryUsers(),
                story.canaryRequests(),
                story.canaryErrors(),
                story.why());
    }

    /** Of one whose plan this build cannot read; what it cost is not known then. */
    public static ReleaseSummary withoutPlan(String name, List<Entry> entries, String problem) {
        Entry last = entries.getLast();
        Instant began = entries.getFirst().at();
        Optional<Outcome> outcome = last.phase().outcome();
        return new ReleaseSummary(
                name,
                "",
                "",
                began,
                outcome.isPresent() ? last.at() : null,
                outcome.map(Outcome::word).orElse("under-way"),
                outcome.map(Outcome::exitCode).orElse(null),
                List.of(),
                Duration.between(began, last.at()).toSeconds(),
                null,
                0,
                null,
                0,
                0,
                "%s (its plan cannot be read: %s)".formatted(last.why(), problem));
    }

    private static List<String> found(Story story) {
        return story.turns().stream()
                .filter(turn -> turn.finding().verdict() instanceof Verdict.Harmful)
                .map(turn -> turn.finding().gate())
                .distinct()
                .toList();
    }
}
