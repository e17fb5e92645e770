package erp.core.party;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Reads of companies (all of them) and of parties (the caller's company's). */
interface PartyQueries {
    Session session();

    @HQL("select id from Company order by id")
    List<UUID> companyIds();

    @HQL("from Company where code = :code")
    List<Company> companiesCoded(String code);

    @HQL(
            "insert into Company (id, code, name, currency, zone, createdAt, version) values (:id,"
                    + " :code, :name, :currency, :zone, :now, 0L) on conflict do nothing")
    int found(UUID id, String code, String name, String currency, String zone, Instant now);

    @HQL("from Party where id in :ids")
    List<Party> partiesOf(List<UUID> ids);
}
