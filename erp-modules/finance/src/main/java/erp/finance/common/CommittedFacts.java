package erp.finance.common;

import erp.core.tx.Tx;
import erp.finance.periods.Calendar;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What cannot change once it has been committed, kept in memory by company. Several processes share
 * the database and do not tell each other of changes, so nothing else may be kept here: the id of
 * the account of a role, the rate of a tax code; never a period's state. A period's days can change
 * until it is used: {@link Calendar} compares them with the row each time.
 */
public final class CommittedFacts<K, V> {
    private static final int LIMIT = 50_000;

    private final Map<Key<K>, V> known = new ConcurrentHashMap<>();

    private record Key<K>(UUID company, K key) {}

    /**
     * What is known of the key, or else what is loaded; that is kept when the transaction commits,
     * because until then it may be the transaction's own.
     */
    public V get(Tx tx, K key, Supplier<V> load) {
        Key<K> full = new Key<>(tx.companyId(), key);
        V fact = known.get(full);
        if (fact != null) {
            return fact;
        }
        V loaded = load.get();
        tx.afterCommit(() -> keep(full, loaded));
        return loaded;
    }

    /** For a company that begins anew. */
    public void forget(UUID company) {
        known.keySet().removeIf(key -> key.company().equals(company));
    }

    private void keep(Key<K> key, V fact) {
        if (known.size() >= LIMIT) {
            known.clear();
        }
        known.put(key, fact);
    }
}
