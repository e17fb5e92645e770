package erp.core.tx;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;

import java.util.List;
import java.util.UUID;

/** Reads of the history. */
interface HistoryQueries {
    Session session();

    @HQL(
            "select new erp.core.tx.HistoryChange(id, action, entityVersion, actorId, actorName,"
                    + " requestId, appVersion, at, detail) from HistoryEntry"
                    + " where entityType = :type and entityId = :entity and id < :before"
                    + " order by id desc limit :limit")
    List<HistoryChange> changes(String type, UUID entity, UUID before, int limit);
}
