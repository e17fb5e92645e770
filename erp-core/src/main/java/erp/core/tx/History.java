package erp.core.tx;

import erp.core.paging.Page;
import erp.core.paging.PageRequest;

import java.util.UUID;

/** Reads what {@link Tx#record} leaves. */
public final class History {
    private History() {}

    /** Changes of a document, newest first. */
    public static Page<HistoryChange> of(Tx tx, String type, UUID id, PageRequest page) {
        return page.page(
                new HistoryQueries_(tx.session()).changes(type, id, page.before(), page.fetch()),
                HistoryChange::id);
    }
}
