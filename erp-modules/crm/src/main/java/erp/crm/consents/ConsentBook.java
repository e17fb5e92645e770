package erp.crm.consents;

import erp.core.Permission;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.listing.Listing;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.crm.common.CrmError;
import erp.crm.identity.Mergeable;
import erp.crm.identity.MergeableRecord;
import erp.crm.identity.OwnerType;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * What contacts and leads said of being reached. Each word is kept; what was said last counts. Of
 * two that are merged a withdrawal wins, whenever it was said.
 */
public final class ConsentBook {
    private ConsentBook() {}

    /** Whose consents: one of the columns that a word names its speaker by. */
    public enum Speaker {
        CONTACT("contact_id"),
        LEAD("lead_id");

        private final String column;

        Speaker(String column) {
            this.column = column;
        }
    }

    /** Somebody, locked, with what is known of its consents. */
    public record Subject(Speaker speaker, OwnerType type, Mergeable row, Consents consents) {
        UUID id() {
            return row.getId();
        }
    }

    /**
     * The routes of a kind of speakers.
     *
     * @param subject whose word it is that is said of a locked row
     */
    public static <E extends Mergeable> List<Endpoint<?>> endpoints(
            MergeableRecord<E, ?> record, BiFunction<Tx, E, Subject> subject, Permission write) {
        String path = record.type().path() + "/{id}/consents";
        Listing<Consent.View> listing =
                Listing.of(Consent.class)
                        .within("it.contactId = :speaker or it.leadId = :speaker")
                        .as(Consent.View.class, Consent::view);
        return List.of(
                Endpoint.get(
                                path,
                                "list" + record.noun() + "Consents",
                                "What was said of being reached, newest first")
                        .permission(record.read())
                        .problems(record.absent())
                        .list(
                                listing,
                                (tx, call) ->
                                        Map.of(
                                                "speaker",
                                                tx.require(
                                                                record.entity(),
                                                                call.id(),
                                                                record.absent())
                                                        .getId())),
                Endpoint.post(
                                path,
                                "add" + record.noun() + "Consent",
                                "Keeps what somebody says of being reached by a channel")
                        .body(NewConsent.class)
                        .permission(write)
                        .answers(Consent.View.class)
                        .problems(record.absent(), CrmError.MERGED)
                        .write((tx, call) -> add(tx, call, record, subject)));
    }

    private static <E extends Mergeable> Reply add(
            Tx tx,
            Call<NewConsent> call,
            MergeableRecord<E, ?> record,
            BiFunction<Tx, E, Subject> subject) {
        Subject who = subject.apply(tx, record.lock(tx, call.id(), call::expectVersion));
        NewConsent wanted = call.body();
        Consent said =
                say(
                        tx,
                        who,
                        wanted.channel(),
                        wanted.decision().state(),
                        wanted.evidence().strip());
        tx.changed(
                who.type().type(),
                who.row(),
                "consent",
                Map.of("channel", wanted.channel(), "decision", wanted.decision()));
        return Reply.ok(said.view());
    }

    /** All that one has said is the other's from now on. */
    public static void merge(Tx tx, Subject from, Subject to) {
        tx.flush();
        String moved = to.speaker().column + " = ?";
        if (from.speaker() != to.speaker()) {
            moved += ", " + from.speaker().column + " = null";
        }
        Sql.update(
                tx.session(),
                "update crm_consent set %s where company_id = ? and %s = ?"
                        .formatted(moved, from.speaker().column),
                List.of(to.id(), tx.companyId(), from.id()));
        for (Channel channel : Channel.values()) {
            ConsentState theirs = from.consents().of(channel);
            ConsentState ours = to.consents().of(channel);
            if (ours == ConsentState.UNKNOWN) {
                to.consents().set(channel, theirs);
            } else if (theirs != ConsentState.UNKNOWN && theirs != ours) {
                say(tx, to, channel, ConsentState.WITHDRAWN, "withdrawn by " + from.id());
            }
        }
        from.consents().clear();
    }

    private static Consent say(
            Tx tx, Subject who, Channel channel, ConsentState state, String evidence) {
        boolean contact = who.speaker() == Speaker.CONTACT;
        who.consents().set(channel, state);
        return tx.add(
                new Consent(
                        tx,
                        contact ? who.id() : null,
                        contact ? null : who.id(),
                        channel,
                        state,
                        evidence,
                        moment(tx, who, channel)));
    }

    /** After what was said last: who waited for the row began before who had it. */
    private static Instant moment(Tx tx, Subject who, Channel channel) {
        Instant now = tx.now();
        return Sql.query(
                        tx.session(),
                        "select decided_at from crm_consent where company_id = ? and %s = ?"
                                        .formatted(who.speaker().column)
                                + " and channel = ? order by decided_at desc limit 1",
                        List.of(tx.companyId(), who.id(), channel.name()),
                        row -> row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC))
                .stream()
                .findFirst()
                .filter(last -> !now.isAfter(last))
                .map(last -> last.plus(1, ChronoUnit.MICROS))
                .orElse(now);
    }
}
