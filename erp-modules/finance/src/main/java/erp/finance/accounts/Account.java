package erp.finance.accounts;

import erp.core.tx.Document;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** An account of the chart. Code, type and role stay as they are; there is no deleting. */
@Entity
@Table(name = "finance_account")
public class Account extends Document {
    private static final Map<String, AccountRole> KNOWN =
            Arrays.stream(AccountRole.values())
                    .collect(Collectors.toUnmodifiableMap(AccountRole::name, it -> it));

    private String code;
    private String name;

    @Enumerated(EnumType.STRING)
    private AccountType type;

    /** As it was written: a later version may have added accounts of roles that it alone knows. */
    private @Nullable String role;

    protected Account() {}

    Account(UUID id, String code, String name, AccountType type, @Nullable AccountRole role) {
        super(id);
        this.code = code;
        this.name = name;
        this.type = type;
        this.role = role == null ? null : role.name();
    }

    void rename(String name) {
        this.name = name;
    }

    /** What it is for in a later version is nobody's to post to by hand. */
    public boolean isControl() {
        AccountRole known = getRole();
        return known == null ? role != null : known.isControl();
    }

    public String getCode() {
        return code;
    }

    public String getName() {
        return name;
    }

    public AccountType getType() {
        return type;
    }

    /** Null where it has none, or one that this version does not know. */
    public @Nullable AccountRole getRole() {
        return role == null ? null : KNOWN.get(role);
    }

    /** Its role, known or not. */
    public @Nullable String roleName() {
        return role;
    }
}
