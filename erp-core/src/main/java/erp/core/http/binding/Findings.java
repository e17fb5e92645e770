package erp.core.http.binding;

import erp.core.CoreError;
import erp.core.ErpException;
import erp.core.Violation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is wrong with one request, gathered so that it can be said at once. */
public final class Findings {
    /** More than this helps nobody and makes answers as large as the caller likes. */
    private static final int LIMIT = 50;

    /** Rules that say the text is no such JSON at all, rather than a value out of bounds. */
    private static final Set<String> MALFORMED = Set.of("json", "type", "duplicate", "encoding");

    private final List<Violation> all = new ArrayList<>();

    public void add(Pointer at, String rule, String message) {
        add(at.toString(), rule, message);
    }

    public void add(String at, String rule, String message) {
        if (all.size() < LIMIT) {
            all.add(new Violation(at, rule, message));
        }
    }

    public int count() {
        return all.size();
    }

    boolean isFull() {
        return all.size() >= LIMIT;
    }

    /** Refuses the request where anything was found. */
    public void check() {
        if (all.isEmpty()) {
            return;
        }
        boolean malformed = all.stream().anyMatch(v -> MALFORMED.contains(v.code()));
        CoreError code = malformed ? CoreError.MALFORMED_REQUEST : CoreError.INVALID_REQUEST;
        Violation first = all.getFirst();
        String where = first.pointer().isEmpty() ? "the body" : first.pointer();
        String more = all.size() == 1 ? "" : " (and " + (all.size() - 1) + " more)";
        throw new ErpException(code, all, where + " " + first.message() + more);
    }
}
