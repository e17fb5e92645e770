package erp.purchasing.receipts;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;
import org.hibernate.query.SelectionQuery;

import java.util.List;
import java.util.UUID;

/** Reads of receipts. Hibernate adds the company to each. */
interface ReceiptQueries {
    Session session();

    @HQL("from GoodsReceipt r join fetch r.lines where r.id = :id")
    SelectionQuery<GoodsReceipt> receipt(UUID id);

    @HQL("from GoodsReceipt r join fetch r.lines where r.id in :ids")
    List<GoodsReceipt> receipts(List<UUID> ids);
}
