package erp.core.http.binding;

import erp.core.CoreError;
import erp.core.Violations;

/** What is wrong with one request as it came in. */
public final class Findings {
    private final Violations violations = new Violations();
    private boolean malformed;

    /**
     * Notes what is no request of this form at all, rather than a value that breaks a rule: such a
     * one is 400, whatever else is wrong.
     */
    public void malformed(Pointer at, String rule, String message) {
        malformed(at.toString(), rule, message);
    }

    public void malformed(String at, String rule, String message) {
        malformed = true;
        violations.add(at, rule, message);
    }

    /** Notes a value that breaks a rule: 422. */
    public void add(Pointer at, String rule, String message) {
        add(at.toString(), rule, message);
    }

    public void add(String at, String rule, String message) {
        violations.add(at, rule, message);
    }

    public int count() {
        return violations.count();
    }

    boolean isFull() {
        return violations.isFull();
    }

    /** Refuses the request where anything was found. */
    public void check() {
        violations.refuse(malformed ? CoreError.MALFORMED_REQUEST : CoreError.INVALID_REQUEST);
    }
}
