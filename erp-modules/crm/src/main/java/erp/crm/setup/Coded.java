package erp.crm.setup;

import erp.core.tx.Document;

import jakarta.persistence.MappedSuperclass;

import java.util.UUID;

/** What is kept by a code that stays, and is used no more rather than removed. */
@MappedSuperclass
public abstract class Coded extends Document {
    private String code;
    private String name;
    private boolean active;

    protected Coded() {}

    Coded(UUID id, String code, String name, boolean active) {
        super(id);
        this.code = code;
        rename(name, active);
    }

    final void rename(String to, boolean isActive) {
        name = to.strip();
        active = isActive;
    }

    public String code() {
        return code;
    }

    public String name() {
        return name;
    }

    public boolean isActive() {
        return active;
    }

    final CodedView view() {
        return new CodedView(getId(), code, name, active, getVersion());
    }
}
