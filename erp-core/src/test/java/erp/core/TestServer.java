package erp.core;

import erp.core.http.Endpoint;
import erp.core.http.server.Server;
import erp.core.http.wire.Traffic;
import erp.core.http.wire.TrustedProxies;
import erp.core.traces.Traces;
import erp.core.tx.ChangeRecorder;
import erp.core.tx.Database;
import erp.core.tx.Db;
import erp.core.tx.HeldLook;
import erp.core.tx.Tx;
import erp.migrations.TestDatabase;
import erp.migrations.TestSchema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The real server on a free port, over a fresh schema with all migrations, with a clock that the
 * test moves and tokens that need no users.
 *
 * <pre>{@code
 * try (TestServer server = TestServer.of(Order.class, OrderLine.class)
 *         .subscribe(journal -> journal.on(OrderConfirmed.class, finance::booked))
 *         .start(new SalesRoutes(sales).endpoints())) {
 *     Http clerk = server.as("sales.orders.write", "sales.orders.read");   // always the same user
 *     clerk.once().post("/api/v1/sales/orders", "{...}").expect(201);
 *     server.write(tx -> sales.confirm(tx, id));                           // without HTTP
 * }
 * }</pre>
 *
 * <p>One server per class ({@code @BeforeAll}) is enough; a test that needs an empty database calls
 * {@link #truncate()}, one that needs another company {@link #as(UUID, UUID, String...)}.
 */
public final class TestServer implements AutoCloseable {
    /** The company that {@link #as} and {@link #write} act for. */
    public static final UUID COMPANY = UUID.fromString("01900000-0000-7000-8000-00000000c001");

    /** The user that {@link #as} signs in. */
    public static final UUID USER = UUID.fromString("01900000-0000-7000-8000-00000000a001");

    private final TestSchema schema;
    private final Database database;
    private final Db db;
    private final HeldLook held;
    private final TestClock clock;
    private final Server server;

    /** What a server is to be made of. */
    public static final class Builder {
        private final List<Class<?>> entities = new ArrayList<>();
        private Consumer<ChangeRecorder> subscriptions = _ -> {};
        private Duration patience = Duration.ofSeconds(3);
        private int connections = 8;
        private Duration limit = Duration.ofSeconds(20);
        private Duration bodyLimit = Duration.ofSeconds(10);
        private UnaryOperator<String> url = UnaryOperator.identity();
        private Traffic traffic = _ -> {};
        private Db.Observer observer = Db.Observer.NONE;
        private Traces traces = Traces.OFF;

        public Builder subscribe(Consumer<ChangeRecorder> to) {
            this.subscriptions = to;
            return this;
        }

        public Builder connections(int most, Duration patience) {
            this.connections = most;
            this.patience = patience;
            return this;
        }

        /** How long a request may take. */
        public Builder limit(Duration most) {
            this.limit = most;
            return this;
        }

        /** How long a body may take to arrive. */
        public Builder bodyLimit(Duration most) {
            this.bodyLimit = most;
            return this;
        }

        /** Reaches the database by another URL than its own, such as a proxy's. */
        public Builder url(UnaryOperator<String> by) {
            this.url = by;
            return this;
        }

        public Builder traffic(Traffic to) {
            this.traffic = to;
            return this;
        }

        public Builder observer(Db.Observer to) {
            this.observer = to;
            return this;
        }

        public Builder traces(Traces to) {
            this.traces = to;
            return this;
        }

        public TestServer start(Endpoint<?>... endpoints) {
            return start(List.of(endpoints));
        }

        public TestServer start(Collection<? extends Endpoint<?>> endpoints) {
            return new TestServer(this, endpoints);
        }
    }

    private TestServer(Builder builder, Collection<? extends Endpoint<?>> endpoints) {
        this.schema = TestDatabase.schema();
        this.clock = new TestClock();
        this.database =
                Database.open(
                        new Database.Options(
                                builder.url.apply(schema.application().url()),
                                schema.application().user(),
                                schema.application().password(),
                                builder.connections,
                                builder.patience),
                        builder.entities);
        ChangeRecorder journal = new ChangeRecorder("test", Json.mapper());
        builder.subscriptions.accept(journal);
        this.db = new Db(database::sessions, clock, journal, builder.observer, builder.traces);
        this.server =
                new Server(
                        new Server.Options(
                                "127.0.0.1",
                                0,
                                "test",
                                Duration.ofSeconds(10),
                                builder.limit,
                                builder.bodyLimit,
                                TrustedProxies.NONE,
                                builder.traces),
                        db,
                        new TestTokens(),
                        Json.mapper(),
                        builder.traffic,
                        List.copyOf(endpoints));
        addCompany(COMPANY, "MAIN", "EUR", "UTC");
        this.held = HeldLook.start(db.held(), database.probe());
        server.start();
    }

    /** Founds another company like {@link #COMPANY} and answers its id. */
    public UUID addCompany() {
        UUID id = UUID.randomUUID();
        addCompany(id, id.toString().substring(0, 18).toUpperCase(Locale.ROOT), "EUR", "UTC");
        return id;
    }

    /** Founds a company besides {@link #COMPANY}, which is there from the start: EUR, UTC. */
    public void addCompany(UUID id, String code, String currency, String zone) {
        try (Connection connection = schema.owner().connect();
                PreparedStatement insert =
                        connection.prepareStatement(
                                "insert into core_company (id, code, name, currency, zone,"
                                        + " created_at, version) values (unhex(?), ?, ?, ?, ?,"
                                        + " utc_timestamp(6), 0)")) {
            insert.setString(1, id.toString().replace("-", ""));
            insert.setString(2, code);
            insert.setString(3, code);
            insert.setString(4, currency);
            insert.setString(5, zone);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Builder of(Class<?>... entities) {
        return of(Arrays.asList(entities));
    }

    public static Builder of(Collection<? extends Class<?>> entities) {
        Builder builder = new Builder();
        builder.entities.addAll(entities);
        return builder;
    }

    /** A client of {@link #COMPANY}'s user with these permissions; {@code "*"} for all. */
    public Http as(String... permissions) {
        return as(USER, COMPANY, permissions);
    }

    public Http as(UUID user, UUID company, String... permissions) {
        return anonymous().with("Authorization", TestTokens.of(user, company, permissions));
    }

    /** A client without a token. */
    public Http anonymous() {
        return Http.to(server.port());
    }

    public Caller caller() {
        return new Caller(new Actor(USER, "tester", java.util.Set.of("*")), COMPANY, "test");
    }

    /** Runs work in a transaction of {@link #COMPANY}'s user. */
    public <T> T write(java.util.function.Function<Tx, T> work) {
        return db.write(caller(), work);
    }

    public <T> T read(java.util.function.Function<Tx, T> work) {
        return db.read(caller(), work);
    }

    /** The first column of the first row, by native SQL over all companies. */
    public long count(String sql) {
        return read(tx -> tx.session().createNativeQuery(sql, Long.class).getSingleResult());
    }

    public Db db() {
        return db;
    }

    public Database database() {
        return database;
    }

    public TestSchema schema() {
        return schema;
    }

    public TestClock clock() {
        return clock;
    }

    public Server server() {
        return server;
    }

    /** Empties the tables; {@link #COMPANY} is there again. */
    public void truncate() {
        schema.truncate();
        addCompany(COMPANY, "MAIN", "EUR", "UTC");
    }

    @Override
    public void close() {
        server.close();
        held.close();
        database.close();
        schema.close();
    }
}
