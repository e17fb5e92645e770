package erp.users;

import erp.core.Document;

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

    void become(UserState next) {
        state = next;
    }

    void changePassword(String hash) {
        passwordHash = hash;
    }

    void takeRoles(Collection<UUID> wanted) {
        roles.retainAll(wanted);
        roles.addAll(wanted);
    }
}
