package erp.core.feedback;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Reads of feedback, within the caller's company; senders and versions have none. */
interface FeedbackQueries {
    Session session();

    /** When a user's last feedback came, newest first. */
    @HQL(
            "select at from FeedbackEntry where userId = :user and at > :after order by at desc"
                    + " limit :limit")
    List<Instant> sent(UUID user, Instant after, int limit);

    /** Locks the sender's row until commit, and makes it where there is none. */
    @HQL(
            "insert into FeedbackSender (userId, lastAt) values (:user, :now)"
                    + " on conflict (userId) do update set lastAt = :now")
    int takeTurn(UUID user, Instant now);

    @HQL(
            "insert into StartedVersion (version, firstAt, lastAt) values (:version, :now, :now)"
                    + " on conflict (version) do update set lastAt = :now")
    int started(String version, Instant now);

    @HQL("select count(*) from StartedVersion where version = :version and lastAt > :after")
    long startedSince(String version, Instant after);
}
