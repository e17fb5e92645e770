package erp.core.http.server;

import com.fasterxml.jackson.annotation.JsonInclude;

import erp.core.CoreError;
import erp.core.ErpException;
import erp.core.sql.Sql;
import erp.core.tx.Tx;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Makes a repeated request harmless. The key's row is the first statement of the business
 * transaction and the answer the last, so a committed request is replayed byte for byte and a
 * failed one leaves nothing. A twin that comes meanwhile waits for the row, as long as the database
 * lets it.
 */
final class Idempotency {
    static final Duration KEPT = Duration.ofDays(7);
    private static final int DUPLICATE = 1062;
    private static final int LOCK_TIMEOUT = 1205;
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final JsonMapper json;
    private final JsonMapper canonical;

    Idempotency(JsonMapper json) {
        this.json = json;
        // Without nulls, so that a version that knows a member more sees the same request.
        this.canonical =
                json.rebuild()
                        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                        .changeDefaultPropertyInclusion(
                                it -> it.withValueInclusion(JsonInclude.Include.NON_NULL))
                        .addModule(
                                new SimpleModule()
                                        .addSerializer(BigDecimal.class, new PlainDecimal()))
                        .build();
    }

    /** 0.20 and 0.2 are the same decimal. */
    private static final class PlainDecimal extends ValueSerializer<BigDecimal> {
        @Override
        public void serialize(BigDecimal value, JsonGenerator json, SerializationContext context) {
            json.writeString(value.stripTrailingZeros().toPlainString());
        }
    }

    /** A key and what was asked with it. */
    @SuppressWarnings("ArrayRecordComponent") // compared by MessageDigest only
    record Claim(UUID actor, String key, byte[] fingerprint) {
        /** The same with a fingerprint from which nothing can be guessed. */
        Claim concealed(UnaryOperator<byte[]> by) {
            return new Claim(actor, key, by.apply(fingerprint));
        }
    }

    /**
     * @param asked method, path and query
     * @param body as it was understood: two spellings of the same request are the same request
     */
    Claim claim(UUID actor, String key, String asked, @Nullable Object body) {
        MessageDigest digest = sha256();
        digest.update((asked + "\n").getBytes(StandardCharsets.UTF_8));
        String said = body == null ? "{}" : canonical.writeValueAsString(body);
        return new Claim(actor, key, digest.digest(said.getBytes(StandardCharsets.UTF_8)));
    }

    /** Takes the key for this transaction: null. Or answers what the finished twin was answered. */
    @Nullable Answer begin(Tx tx, Claim claim) {
        return tx.session().doReturningWork(connection -> begin(connection, tx, claim));
    }

    /** What the finished twin was answered; null where there is none, or not yet. */
    @Nullable Answer finished(Tx tx, Claim claim) {
        return tx.session().doReturningWork(connection -> finished(connection, claim));
    }

    private @Nullable Answer begin(Connection connection, Tx tx, Claim claim) throws SQLException {
        try {
            Sql.update(
                    connection,
                    """
                    insert into core_idempotency
                      (actor_id, idempotency_key, company_id, fingerprint, created_at, expires_at)
                    values (?, ?, ?, ?, ?, ?)\
                    """,
                    List.of(
                            claim.actor(),
                            claim.key(),
                            tx.companyId(),
                            claim.fingerprint(),
                            tx.now(),
                            tx.now().plus(KEPT)));
            return null;
        } catch (SQLException e) {
            return switch (e.getErrorCode()) {
                case DUPLICATE -> {
                    Answer twin = finished(connection, claim);
                    if (twin == null) {
                        throw inUse();
                    }
                    yield twin;
                }
                case LOCK_TIMEOUT -> throw inUse();
                default -> throw e;
            };
        }
    }

    private @Nullable Answer finished(Connection connection, Claim claim) throws SQLException {
        return Sql.query(
                        connection,
                        """
                        select fingerprint, status, headers, body from core_idempotency
                        where actor_id = ? and idempotency_key = ? and status is not null\
                        """,
                        List.of(claim.actor(), claim.key()),
                        row -> answer(row, claim))
                .stream()
                .findFirst()
                .orElse(null);
    }

    private Answer answer(ResultSet row, Claim claim) throws SQLException {
        if (!MessageDigest.isEqual(row.getBytes(1), claim.fingerprint())) {
            throw new ErpException(
                    CoreError.IDEMPOTENCY_KEY_REUSED,
                    "this %s was sent with another request before: take a new one",
                    RequestHeaders.KEY);
        }
        Map<String, String> headers = new HashMap<>(json.readValue(row.getString(3), HEADERS));
        headers.put("Idempotency-Replayed", "true");
        return new Answer(row.getInt(2), headers, row.getBytes(4));
    }

    /** Keeps the answer with the key. */
    void finish(Tx tx, Claim claim, Answer answer) {
        String headers = json.writeValueAsString(answer.headers());
        tx.session()
                .doWork(
                        connection ->
                                Sql.update(
                                        connection,
                                        """
                                        update core_idempotency set status = ?, headers = ?, body = ?
                                        where actor_id = ? and idempotency_key = ?\
                                        """,
                                        Arrays.asList(
                                                answer.status(),
                                                headers,
                                                answer.body(),
                                                claim.actor(),
                                                claim.key())));
    }

    private static ErpException inUse() {
        return new ErpException(
                CoreError.IDEMPOTENCY_KEY_IN_USE,
                "the first request with this %s is still running",
                RequestHeaders.KEY);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
