package erp.core.tx;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import erp.core.sql.DriverOptions;
import erp.core.sql.QueuedPool;

import jakarta.persistence.ValidationMode;

import org.hibernate.SessionFactory;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

/** The database of one process: a bounded pool of connections and the mapping on top of it. */
public final class Database implements AutoCloseable {
    /** Of the platform's own tables. */
    private static final List<Class<?>> OWN = List.of(HistoryEntry.class, OutboxEvent.class);

    /** Well before the database ends a connection of which it hears nothing. */
    private static final Duration KEEP_ALIVE = DriverOptions.IDLE.dividedBy(3);

    private final HikariDataSource pool;
    private final HikariDataSource probe;
    private @Nullable SessionFactory sessions;

    /**
     * Where it is and how many connections may be open.
     *
     * @param url {@code jdbc:mysql:} or {@code jdbc:mariadb:}
     * @param patience how long a request waits for a connection before it is told to come back
     * @param statementLimit after this the database ends a statement
     */
    public record Options(
            String url,
            String user,
            String password,
            int connections,
            Duration patience,
            Duration statementLimit) {
        public Options(String url, String user, String password) {
            this(url, user, password, 16, Duration.ofSeconds(3));
        }

        public Options(
                String url, String user, String password, int connections, Duration patience) {
            this(url, user, password, connections, patience, Duration.ofSeconds(25));
        }
    }

    private Database(HikariDataSource pool, HikariDataSource probe) {
        this.pool = pool;
        this.probe = probe;
    }

    /** Connects, or fails when the database does not answer. */
    public static Database connect(Options options) {
        return new Database(
                new QueuedPool(pool(options), options.statementLimit()), probe(options));
    }

    /** Connects and maps. */
    public static Database open(Options options, Collection<? extends Class<?>> entities) {
        Database database = connect(options);
        try {
            database.map(entities);
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** From now on there are sessions. */
    public void map(Collection<? extends Class<?>> entities) {
        sessions = sessions(pool, entities);
    }

    private static HikariConfig pool(Options options) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("erp");
        config.setJdbcUrl(options.url());
        config.setUsername(options.user());
        config.setPassword(options.password());
        config.setMaximumPoolSize(options.connections());
        config.setConnectionTimeout(options.patience().toMillis());
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setKeepaliveTime(KEEP_ALIVE.toMillis());
        DriverOptions.of(options.url(), options.statementLimit())
                .forEach(config::addDataSourceProperty);
        return config;
    }

    /** Opens its one connection when it is asked first. */
    private static HikariDataSource probe(Options options) {
        HikariDataSource probe = new HikariDataSource();
        probe.setPoolName("erp-probe");
        probe.setJdbcUrl(options.url());
        probe.setUsername(options.user());
        probe.setPassword(options.password());
        probe.setMaximumPoolSize(1);
        probe.setMinimumIdle(0);
        probe.setConnectionTimeout(900);
        probe.setInitializationFailTimeout(-1);
        probe.setKeepaliveTime(KEEP_ALIVE.toMillis());
        DriverOptions.of(options.url(), options.statementLimit())
                .forEach(probe::addDataSourceProperty);
        return probe;
    }

    private static SessionFactory sessions(
            HikariDataSource pool, Collection<? extends Class<?>> entities) {
        List<Class<?>> all = new ArrayList<>(OWN);
        all.addAll(entities);
        HibernatePersistenceConfiguration mapping =
                new HibernatePersistenceConfiguration("erp").managedClasses(all).xmlMappings(false);
        mapping.validationMode(ValidationMode.NONE); // rules are checked where input comes in
        return mapping.property(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, pool)
                .property(
                        AvailableSettings.PHYSICAL_NAMING_STRATEGY,
                        new PhysicalNamingStrategySnakeCaseImpl())
                .property(AvailableSettings.CONNECTION_PROVIDER_DISABLES_AUTOCOMMIT, true)
                .property(AvailableSettings.PREFERRED_UUID_JDBC_TYPE, "BINARY")
                .property(AvailableSettings.JDBC_TIME_ZONE, "UTC")
                .property(AvailableSettings.STATEMENT_BATCH_SIZE, 50)
                .property(AvailableSettings.ORDER_INSERTS, true)
                .property(AvailableSettings.ORDER_UPDATES, true)
                .property(AvailableSettings.MULTI_TENANT_IDENTIFIER_RESOLVER, new Companies())
                .createEntityManagerFactory();
    }

    public SessionFactory sessions() {
        if (sessions == null) {
            throw new IllegalStateException("nothing is mapped yet");
        }
        return sessions;
    }

    public HikariDataSource pool() {
        return pool;
    }

    /** For health checks only: a connection beside the pool, so that they do not wait in it. */
    public DataSource probe() {
        return probe;
    }

    @Override
    public void close() {
        if (sessions != null) {
            sessions.close();
        }
        probe.close();
        pool.close();
    }

    /** Every session says its company when it is opened; one that forgot would see no row. */
    private static final class Companies implements CurrentTenantIdentifierResolver<UUID> {
        @Override
        public UUID resolveCurrentTenantIdentifier() {
            return new UUID(0, 0);
        }

        @Override
        public boolean validateExistingCurrentSessions() {
            return false;
        }
    }
}
