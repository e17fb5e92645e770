package erp.users;

import erp.core.tx.Document;
import erp.users.common.UserState;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Somebody, or a program, that signs in. */
@Entity
@Table(name = "users_user")
class User extends Document {
    private String username;
    private String displayName;
    private String passwordHash;

    @Enumerated(EnumType.STRING)
    private UserState state;

    private Instant createdAt;
    private long accessVersion;

    @ElementCollection
    @CollectionTable(name = "users_user_role", joinColumns = @JoinColumn(name = "user_id"))
    @Column(name = "role_id")
    private Set<UUID> roles = new HashSet<>();

    protected User() {}

    User(
            UUID id,
            String username,
            String displayName,
            String passwordHash,
            Collection<UUID> roles,
            Instant createdAt) {
        super(id);
        this.username = username;
        this.displayName = displayName;
        this.passwordHash = passwordHash;
        this.state = UserState.ACTIVE;
        this.roles.addAll(roles);
        this.createdAt = createdAt;
    }

    String getUsername() {
        return username;
    }

    String getDisplayName() {
        return displayName;
    }

    String getPasswordHash() {
        return passwordHash;
    }

    UserState getState() {
        return state;
    }

    Instant getCreatedAt() {
        return createdAt;
    }

    Set<UUID> getRoles() {
        return Set.copyOf(roles);
    }

    /** Tokens made for an earlier one are not good any more. */
    long getAccessVersion() {
        return accessVersion;
    }

    void disable() {
        state = UserState.DISABLED;
        endAccess();
    }

    void enable() {
        state = UserState.ACTIVE;
    }

    void changePassword(String hash) {
        passwordHash = hash;
        endAccess();
    }

    /** The same password, hashed with other costs. */
    void rehash(String hash) {
        passwordHash = hash;
    }

    /** Ends what is allowed by tokens that are out. */
    void endAccess() {
        accessVersion++;
    }

    void takeRoles(Collection<UUID> wanted) {
        roles.retainAll(wanted);
        roles.addAll(wanted);
    }
}
