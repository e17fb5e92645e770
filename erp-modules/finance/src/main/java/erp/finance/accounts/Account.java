package erp.finance.accounts;

import erp.core.tx.Document;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/** An account of the chart. Code, type and role stay as they are; there is no deleting. */
@Entity
@Table(name = "finance_account")
public class Account extends Document {
    private String code;
    private String name;

    @Enumerated(EnumType.STRING)
    private AccountType type;

    @Enumerated(EnumType.STRING)
    private @Nullable AccountRole role;

    protected Account() {}

    Account(UUID id, String code, String name, AccountType type, @Nullable AccountRole role) {
        super(id);
        this.code = code;
        this.name = name;
        this.type = type;
        this.role = role;
    }

    void rename(String name) {
        this.name = name;
    }

    public boolean isControl() {
        return role != null && role.isControl();
    }

    String getCode() {
        return code;
    }

    String getName() {
        return name;
    }

    AccountType getType() {
        return type;
    }

    public @Nullable AccountRole getRole() {
        return role;
    }
}
