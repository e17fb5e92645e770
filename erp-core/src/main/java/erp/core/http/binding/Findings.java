package erp.core.http.binding;

import erp.core.CoreError;
import erp.core.Violation;
import erp.core.Violations;

import java.util.Set;

/** What is wrong with one request as it came in. */
public final class Findings {
    /** Rules that say the text is no such JSON at all, rather than a value out of bounds. */
    private static final Set<String> MALFORMED = Set.of("json", "type", "duplicate", "encoding");

    private final Violations violations = new Violations();

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
        boolean malformed =
                violations.all().stream().map(Violation::code).anyMatch(MALFORMED::contains);
        violations.refuse(malformed ? CoreError.MALFORMED_REQUEST : CoreError.INVALID_REQUEST);
    }
}
