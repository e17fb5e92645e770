package erp.users;

import erp.users.common.UserState;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Reads of the module, within the caller's company unless they say otherwise. */
interface UsersQueries {
    Session session();

    @HQL(
            "select new erp.users.Holding(u.id, r.name) from User u join u.roles held join Role r"
                    + " on r.id = held where u.id in :users order by r.name")
    List<Holding> holdings(List<UUID> users);

    @HQL("select u.id from User u where u.id = :user")
    List<UUID> ids(UUID user);

    @HQL("select count(u) from User u where u.username in :names")
    long named(List<String> names);

    @HQL(
            "select count(u) from User u join u.roles held where held = :role and u.state = :state"
                    + " and u.id <> :except")
    long holders(UUID role, UserState state, UUID except);

    @HQL("update RefreshToken set revokedAt = :now where familyId = :family and revokedAt is null")
    int revokeFamily(UUID family, Instant now);

    @HQL("update RefreshToken set revokedAt = :now where userId = :user and revokedAt is null")
    int revokeOf(UUID user, Instant now);

    /** Of all companies: subjects have none. */
    @HQL("from LoginAttempt where subject in :subjects")
    List<LoginAttempt> attempts(List<UUID> subjects);

    @HQL(
            "insert into LoginAttempt (subject, failures, lastAt, blockedUntil) values (:subject,"
                    + " 0, :now, :now) on conflict do nothing")
    int addAttempt(UUID subject, Instant now);

    @HQL("delete LoginAttempt where subject = :subject")
    int forgetAttempts(UUID subject);
}
