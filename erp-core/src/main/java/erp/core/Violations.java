package erp.core;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with the fields of one request, gathered so that it can be said at once. */
public final class Violations {
    /** More than this helps nobody and makes answers as large as the caller likes. */
    private static final int MOST = 50;

    private final List<Violation> all = new ArrayList<>();

    /**
     * @param pointer of the field, {@code /lines/0/quantity}
     * @param rule that it breaks, stable: {@code unknown}
     * @param message the rule in words, which the pointer begins: {@code names no item}
     */
    public Violations add(String pointer, String rule, String message) {
        return add(new Violation(pointer, rule, message));
    }

    public Violations add(Violation found) {
        if (!isFull()) {
            all.add(found);
        }
        return this;
    }

    public Violations addIf(boolean wrong, String pointer, String rule, String message) {
        return wrong ? add(pointer, rule, message) : this;
    }

    public int count() {
        return all.size();
    }

    /** Whether what is added from here on is not kept: looking for more is in vain. */
    public boolean isFull() {
        return all.size() >= MOST;
    }

    public List<Violation> all() {
        return List.copyOf(all);
    }

    /** Refuses where anything was found. */
    public void refuse(ErrorCode code) {
        if (all.isEmpty()) {
            return;
        }
        Violation first = all.getFirst();
        String where = first.pointer().isEmpty() ? "the body" : first.pointer();
        String more = all.size() == 1 ? "" : " (and " + (all.size() - 1) + " more)";
        throw new ErpException(code, all, where + " " + first.message() + more);
    }
}
