package erp.users;

import erp.core.tx.CompanyRow;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** One link of a session: spent once for the next. Only the token's digest is kept. */
@Entity
@Table(name = "users_refresh_token")
class RefreshToken extends CompanyRow {
    private UUID userId;
    private UUID familyId;

    @Column(columnDefinition = "binary(32)")
    private byte[] tokenHash;

    private Instant signedInAt;
    private Instant expiresAt;
    private @Nullable Instant usedAt;
    private @Nullable Instant revokedAt;

    protected RefreshToken() {}

    private RefreshToken(
            UUID id,
            UUID userId,
            UUID familyId,
            byte[] tokenHash,
            Instant signedInAt,
            Instant expiresAt) {
        super(id);
        this.userId = userId;
        this.familyId = familyId;
        this.tokenHash = tokenHash;
        this.signedInAt = signedInAt;
        this.expiresAt = expiresAt;
    }

    /** The first of a session. */
    static RefreshToken first(UUID id, UUID user, byte[] hash, Instant now, Duration lifetime) {
        return new RefreshToken(id, user, id, hash, now, now.plus(lifetime));
    }

    /** Spends this one for its successor, which never outlives the session's limit. */
    RefreshToken next(UUID id, byte[] hash, Instant now, Duration lifetime, Duration limit) {
        usedAt = now;
        Instant end = signedInAt.plus(limit);
        Instant expiry = now.plus(lifetime);
        return new RefreshToken(
                id, userId, familyId, hash, signedInAt, expiry.isBefore(end) ? expiry : end);
    }

    boolean isUsed() {
        return usedAt != null;
    }

    boolean isGood(Instant now) {
        return usedAt == null && revokedAt == null && now.isBefore(expiresAt);
    }

    UUID getUserId() {
        return userId;
    }

    UUID getFamilyId() {
        return familyId;
    }

    Instant getExpiresAt() {
        return expiresAt;
    }
}
