package erp.core.tx;

import erp.core.sql.Sql;

import org.hibernate.Session;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Profiles of companies, remembered for a few seconds: every write asks for one, and another
 * process may change a company's zone without telling this one.
 */
final class CompanyProfiles {
    static final Duration FRESH = Duration.ofSeconds(5);

    private final Map<UUID, Known> known = new ConcurrentHashMap<>();

    private record Known(CompanyProfile profile, Instant readAt) {
        private boolean isFresh(Instant now) {
            return !now.isBefore(readAt) && now.isBefore(readAt.plus(FRESH));
        }
    }

    CompanyProfile of(Session session, UUID company, Instant now) {
        Known remembered = known.get(company);
        if (remembered != null && remembered.isFresh(now)) {
            return remembered.profile();
        }
        CompanyProfile read = read(session, company);
        known.put(company, new Known(read, now));
        return read;
    }

    void forget(UUID company) {
        known.remove(company);
    }

    private static CompanyProfile read(Session session, UUID company) {
        return Sql.query(
                        session,
                        "select currency, zone from core_company where id = ?",
                        List.of(company),
                        row ->
                                new CompanyProfile(
                                        company,
                                        Currency.getInstance(row.getString(1)),
                                        ZoneId.of(row.getString(2))))
                .stream()
                .findAny()
                .orElseThrow(() -> new IllegalStateException("there is no company " + company));
    }
}
