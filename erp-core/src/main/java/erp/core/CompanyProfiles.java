package erp.core;

import org.hibernate.Session;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
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
        // Plain JDBC: a query of Hibernate's would send first whatever the transaction has pending.
        CompanyProfile read = session.doReturningWork(connection -> read(connection, company));
        known.put(company, new Known(read, now));
        return read;
    }

    void forget(UUID company) {
        known.remove(company);
    }

    private static CompanyProfile read(Connection connection, UUID company) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select currency, zone from core_company where id = ?")) {
            select.setBytes(
                    1,
                    ByteBuffer.allocate(16)
                            .putLong(company.getMostSignificantBits())
                            .putLong(company.getLeastSignificantBits())
                            .array());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("there is no company " + company);
                }
                return new CompanyProfile(
                        company,
                        Currency.getInstance(row.getString(1)),
                        ZoneId.of(row.getString(2)));
            }
        }
    }
}
