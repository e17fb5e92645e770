package erp.core;

/** Rights that the platform itself asks for. */
public enum CorePermission implements Permission {
    COMPANIES_READ,
    COMPANIES_WRITE,
    QUARANTINE_READ,
    QUARANTINE_WRITE,

    /** Marks the release agent's probes: their tokens carry the claim {@code probe}. */
    RELEASE_PROBE;

    @Override
    public String module() {
        return "core";
    }
}
