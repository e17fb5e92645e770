package erp.core.listing;

import erp.core.tx.HistoryEntry;
import erp.core.tx.Tx;

import java.util.Map;
import java.util.UUID;

/** What was done with a document, newest first: what {@link Tx#changed} leaves. */
public final class History {
    public static final Listing<HistoryChange> LISTING =
            Listing.of(HistoryEntry.class)
                    .select(
                            HistoryChange.class,
                            "id, action, entityVersion, actorId, actorName, requestId, appVersion,"
                                    + " at, detail")
                    .within("entityType = :type and entityId = :document")
                    .as(HistoryChange.class);

    private History() {}

    /** The one document. */
    public static Map<String, ?> of(String type, UUID document) {
        return Map.of("type", type, "document", document);
    }
}
