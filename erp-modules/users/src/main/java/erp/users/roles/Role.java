package erp.users.roles;

import erp.core.tx.Document;

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
import java.util.TreeSet;
import java.util.UUID;

/** A named set of rights of one company. */
@Entity
@Table(name = "users_role")
public class Role extends Document {
    private String name;

    @Enumerated(EnumType.STRING)
    private RoleKind kind;

    private Instant createdAt;

    @ElementCollection
    @CollectionTable(name = "users_role_permission", joinColumns = @JoinColumn(name = "role_id"))
    @Column(name = "permission")
    private Set<String> permissions = new HashSet<>();

    protected Role() {}

    Role(UUID id, String name, RoleKind kind, Collection<String> permissions, Instant createdAt) {
        super(id);
        this.name = name;
        this.kind = kind;
        this.permissions.addAll(permissions);
        this.createdAt = createdAt;
    }

    public String getName() {
        return name;
    }

    RoleKind getKind() {
        return kind;
    }

    Instant getCreatedAt() {
        return createdAt;
    }

    /**
     * Sorted. What a built-in role allows stands in {@link BuiltInRights}; these rows of it are
     * there for versions before that.
     */
    Set<String> getPermissions() {
        return new TreeSet<>(permissions);
    }

    void change(String newName, Collection<String> wanted) {
        name = newName;
        permissions.retainAll(wanted);
        permissions.addAll(wanted);
    }
}
