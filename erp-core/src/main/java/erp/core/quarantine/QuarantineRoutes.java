package erp.core.quarantine;

import erp.core.CorePermission;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.listing.Listing;

import java.util.List;

/** The quarantine over HTTP. */
public final class QuarantineRoutes {
    private static final String PATH = "/api/v1/core/quarantine";

    private static final Listing<QuarantineView> LISTING =
            Listing.of(QuarantineEntry.class)
                    .equal("type", "entityType", "only documents of this module and kind")
                    .equal("documentId", "entityId", "only this document")
                    .equal("release", "releaseName", "only what is held because of this release")
                    .equal("state", "only what is held, or only what was released")
                    .as(QuarantineView.class, QuarantineEntry::view);

    private final Quarantine quarantine;

    public QuarantineRoutes(Quarantine quarantine) {
        this.quarantine = quarantine;
    }

    public List<Endpoint<?>> endpoints() {
        return List.of(
                Endpoint.post(
                                PATH,
                                "holdDocuments",
                                "Holds documents for review, "
                                        + NewQuarantine.MOST
                                        + " at most, and answers for each what became of it: they"
                                        + " can be read, and nothing is changed or built on them."
                                        + " Other servers hear of it within seconds")
                        .body(NewQuarantine.class)
                        .permission(CorePermission.QUARANTINE_WRITE)
                        .answers(QuarantineResult.class)
                        .write((tx, call) -> Reply.ok(quarantine.put(tx, call.body()))),
                Endpoint.post(
                                PATH + "/release",
                                "releaseDocuments",
                                "Releases documents from quarantine, "
                                        + NewQuarantine.MOST
                                        + " at most, and answers for each what became of it")
                        .body(ReviewsDone.class)
                        .permission(CorePermission.QUARANTINE_WRITE)
                        .answers(QuarantineResult.class)
                        .write((tx, call) -> Reply.ok(quarantine.release(tx, call.body()))),
                Endpoint.get(
                                PATH,
                                "listQuarantine",
                                "Documents that are held for review, or were, newest first")
                        .permission(CorePermission.QUARANTINE_READ)
                        .list(LISTING),
                Endpoint.get(PATH + "/{id}", "getQuarantine", "Why a document is held, or was")
                        .permission(CorePermission.QUARANTINE_READ)
                        .answers(QuarantineView.class)
                        .problems(QuarantineError.QUARANTINE_NOT_FOUND)
                        .read((tx, call) -> Reply.ok(quarantine.get(tx, call.id()))),
                Endpoint.post(
                                PATH + "/{id}/release",
                                "releaseDocument",
                                "Releases one document: from now on everybody goes on with it")
                        .body(ReviewDone.class)
                        .permission(CorePermission.QUARANTINE_WRITE)
                        .answers(QuarantineView.class)
                        .problems(
                                QuarantineError.QUARANTINE_NOT_FOUND,
                                QuarantineError.QUARANTINE_ENDED)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                quarantine.release(
                                                        tx,
                                                        call.id(),
                                                        call.body(),
                                                        call::expectVersion))));
    }
}
