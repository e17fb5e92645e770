package erp.core.tx;

import erp.core.sql.Sql;

import org.hibernate.Interceptor;
import org.hibernate.Session;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.UUID;

/**
 * Lets a transaction write nothing that names a document which is held for review: neither the
 * document and its history, nor a row that points to it, as whatever is built on it does. In one
 * place, so that no module can forget it.
 */
final class HoldGuard implements Interceptor, Sql.Watch {
    private final HeldDocuments documents;
    private final UUID company;
    private @Nullable Session session;
    private @Nullable Map<UUID, HeldDocument> held;
    private boolean exempt;

    HoldGuard(HeldDocuments documents, UUID company) {
        this.documents = documents;
        this.company = company;
    }

    /** Whether there may be anything to guard. */
    boolean isNeeded() {
        return documents.mayHold(company);
    }

    /**
     * From here on it knows what is held.
     *
     * @param needed whether it guards; otherwise it asks only where it is asked
     */
    void begin(Session in, boolean needed) {
        session = in;
        if (needed) {
            held();
        }
    }

    @Nullable HeldDocument of(UUID id) {
        return held().get(id);
    }

    void require(UUID id) {
        HeldDocument document = exempt ? null : of(id);
        if (document != null) {
            throw document.refusal();
        }
    }

    /** Does what is no work on a document. */
    void exempt(Runnable work) {
        boolean before = exempt;
        exempt = true;
        try {
            work.run();
        } finally {
            exempt = before;
        }
    }

    /** Refuses nothing any more. */
    void letPass() {
        exempt = true;
    }

    void changed(long revision) {
        documents.changed(company, revision);
    }

    /** All of them, by id. */
    Map<UUID, HeldDocument> held() {
        Map<UUID, HeldDocument> known = held;
        if (known == null) {
            known =
                    session == null || !documents.mayHold(company)
                            ? Map.of()
                            : documents.of(session, company);
            held = known;
        }
        return known;
    }

    @Override
    public void uses(UUID id) {
        require(id);
    }

    @Override
    public boolean onPersist(
            Object entity, Object id, Object[] state, String[] names, Type[] types) {
        check(id, state, types);
        return false;
    }

    @Override
    public boolean onFlushDirty(
            Object entity,
            Object id,
            Object[] state,
            Object[] previous,
            String[] names,
            Type[] types) {
        check(id, state, types);
        return false;
    }

    @Override
    public void onRemove(Object entity, Object id, Object[] state, String[] names, Type[] types) {
        check(id, state, types);
    }

    private void check(@Nullable Object id, @Nullable Object @Nullable [] state, Type[] types) {
        if (exempt || held().isEmpty()) {
            return;
        }
        value(id, null);
        for (int i = 0; state != null && i < state.length; i++) {
            value(state[i], types[i]);
        }
    }

    private void value(@Nullable Object value, @Nullable Type type) {
        if (value instanceof UUID id) {
            require(id);
        } else if (value != null && type instanceof CompositeType parts) {
            Object[] values = parts.getPropertyValues(value);
            Type[] types = parts.getSubtypes();
            for (int i = 0; i < values.length; i++) {
                value(values[i], types[i]);
            }
        }
    }
}
