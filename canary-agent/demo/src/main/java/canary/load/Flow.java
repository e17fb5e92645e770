package canary.load;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * One business flow, from order to cash, a request at a time, and now and then an errand behind it.
 * A request that fails for the server's reasons is repeated with the same key, as a careful client
 * does, and then the flow is given up.
 */
public final class Flow {

    /** From order to cash, each its own call. */
    public static final List<RequestKind> WRITES =
            List.of(
                    RequestKind.CREATE_ORDER,
                    RequestKind.CONFIRM,
                    RequestKind.DELIVER,
                    RequestKind.INVOICE,
                    RequestKind.PAY);

    /** The same as a person does it, who looks in between. */
    static final List<RequestKind> WITH_READS =
            List.of(
                    RequestKind.CREATE_ORDER,
                    RequestKind.READ_ORDER,
                    RequestKind.CONFIRM,
                    RequestKind.READ_STOCK,
                    RequestKind.DELIVER,
                    RequestKind.INVOICE,
                    RequestKind.OPEN_ITEMS,
                    RequestKind.PAY,
                    RequestKind.LIST_ORDERS);

    private static final int MOST_TRIES = 3;
    private static final int FIRST_SERVER_FAILURE = 500;
    private static final int CONFLICT = 409;
    private static final int UNAUTHORIZED = 401;
    private static final String ORDERS = "/api/v1/sales/orders/";

    private final Session session;
    private final Company company;
    private final List<RequestKind> script;
    private final int lines;
    private final RandomGenerator random;
    private final @Nullable Habits habits;

    private int at;
    private int tries;
    private String key = "";
    private @Nullable Object body;
    private String customer = "";
    private String order = "";
    private String item = "";
    private String invoice = "";
    private @Nullable JsonNode total;
    private @Nullable Opinion opinion;
    private @Nullable Errand errand;
    private Errand.@Nullable Request request;

    /** A flow of somebody who says nothing about it. */
    public Flow(
            Session session,
            Company company,
            List<RequestKind> script,
            int lines,
            RandomGenerator random) {
        this(session, company, script, lines, random, null);
    }

    /**
     * @param lines of an order, at most; 3 for exactly that many
     * @param habits of the user; null for one who does nothing but this
     */
    public Flow(
            Session session,
            Company company,
            List<RequestKind> script,
            int lines,
            RandomGenerator random,
            @Nullable Habits habits) {
        this.session = session;
        this.company = company;
        this.script = script;
        this.lines = lines;
        this.random = random;
        this.habits = habits;
    }

    /** What the next step is. */
    public RequestKind next() {
        RequestKind due = session.due();
        if (due != null) {
            return due;
        }
        if (opinion != null) {
            return RequestKind.FEEDBACK;
        }
        return request == null ? script.get(at) : RequestKind.ERRAND;
    }

    /** The order that the flow is, or was last, about; empty before the first. */
    public String order() {
        return order;
    }

    public boolean isAtStart() {
        return at == 0 && request == null;
    }

    /** Does the next step. The flow begins anew after its end, or when it is given up. */
    public Reply step() throws IOException {
        RequestKind kind = next();
        if (kind == RequestKind.LOGIN) {
            return session.login();
        }
        if (kind == RequestKind.REFRESH) {
            return session.refresh();
        }
        if (kind == RequestKind.FEEDBACK) {
            return speak();
        }
        if (kind == RequestKind.ERRAND) {
            return run(Objects.requireNonNull(request));
        }
        if (tries == 0) {
            prepare(kind);
        }
        tries++;
        try {
            Reply reply = send(kind);
            settle(kind, reply);
            return reply;
        } catch (IOException e) {
            giveUpAfter(MOST_TRIES);
            throw e;
        }
    }

    private Reply run(Errand.Request wanted) throws IOException {
        if (tries == 0) {
            key = newKey();
        }
        tries++;
        try {
            Reply reply =
                    wanted.isRead()
                            ? session.get(wanted.path())
                            : session.post(wanted.path(), wanted.body(), key);
            if (reply.isSuccess()) {
                tries = 0;
                request = null; // or it would be sent as another, where the answer is no JSON
                request = Objects.requireNonNull(errand).next(Session.json(reply));
            } else {
                leaveErrandAfter(isWorthRepeating(reply) ? MOST_TRIES : 1);
            }
            return reply;
        } catch (IOException e) {
            leaveErrandAfter(MOST_TRIES);
            throw e;
        }
    }

    private void leaveErrandAfter(int most) {
        if (tries >= most) {
            tries = 0;
            request = null;
        }
    }

    /** Those whose flows are measured give no feedback, and do nothing besides. */
    private void maybeRunErrand() {
        List<ErrandKind.Prepared> kinds = company.errands();
        if (habits == null || kinds.isEmpty() || random.nextDouble() >= habits.errands()) {
            return;
        }
        errand = kinds.get(random.nextInt(kinds.size())).errand().apply(random);
        request = errand.next(null);
    }

    /** Once, whatever comes of it: nobody writes a second time. */
    private Reply speak() throws IOException {
        Opinion said = Objects.requireNonNull(opinion);
        opinion = null;
        return session.post("/api/v1/feedback", said.body(), newKey());
    }

    private void settle(RequestKind kind, Reply reply) throws IOException {
        if (reply.isSuccess()) {
            remember(kind, reply);
            opinion =
                    habits == null
                            ? null
                            : Opinion.on(reply.version(), habits.satisfaction(), random)
                                    .orElse(null);
            tries = 0;
            at = (at + 1) % script.size();
            if (at == 0) {
                maybeRunErrand();
            }
        } else {
            giveUpAfter(isWorthRepeating(reply) ? MOST_TRIES : 1);
        }
    }

    private static boolean isWorthRepeating(Reply reply) {
        return reply.status() >= FIRST_SERVER_FAILURE
                || reply.status() == CONFLICT
                || reply.status() == UNAUTHORIZED;
    }

    private void giveUpAfter(int most) {
        if (tries >= most) {
            tries = 0;
            at = 0;
        }
    }

    /** A key and a body for a write; kept while it is repeated. */
    private void prepare(RequestKind kind) {
        key = newKey();
        body =
                switch (kind) {
                    case CREATE_ORDER -> newOrder();
                    case PAY -> payment(customer, invoice, total == null ? Map.of() : total);
                    default -> null;
                };
    }

    private String newKey() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private Object newOrder() {
        customer = pick(company.customers());
        int count = lines == 3 ? 3 : 1 + random.nextInt(lines);
        List<Map<String, String>> chosen = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            item = pick(company.items());
            chosen.add(
                    Map.of(
                            "itemId", item,
                            "quantity", Integer.toString(1 + random.nextInt(5)),
                            "unitPrice",
                                    "%d.%02d"
                                            .formatted(
                                                    5 + random.nextInt(95), random.nextInt(100))));
        }
        return Map.of("customerId", customer, "warehouseId", company.warehouse(), "lines", chosen);
    }

    /** A payment of the whole invoice. */
    public static Object payment(String customer, String invoice, Object amount) {
        return Map.of(
                "customerId", customer,
                "amount", amount,
                "allocations", List.of(Map.of("invoiceId", invoice, "amount", amount)));
    }

    private Reply send(RequestKind kind) throws IOException {
        return switch (kind) {
            case CREATE_ORDER -> session.post("/api/v1/sales/orders", body, key);
            case CONFIRM -> session.post(ORDERS + order + "/confirm", body, key);
            case DELIVER -> session.post(ORDERS + order + "/deliver", body, key);
            case INVOICE -> session.post(ORDERS + order + "/invoice", body, key);
            case PAY -> session.post("/api/v1/finance/payments", body, key);
            case READ_ORDER -> session.get(ORDERS + order);
            case READ_STOCK -> session.get("/api/v1/inventory/stock?itemId=" + item);
            case LIST_ORDERS -> session.get("/api/v1/sales/orders?limit=20");
            case OPEN_ITEMS -> session.get("/api/v1/finance/open-items?limit=20");
            case LOGIN -> session.login();
            case REFRESH -> session.refresh();
            case FEEDBACK -> speak();
            case ERRAND -> throw new IllegalStateException("an errand is sent by itself");
        };
    }

    private void remember(RequestKind kind, Reply reply) throws IOException {
        if (kind == RequestKind.CREATE_ORDER) {
            order = Session.json(reply).path("id").asString();
        } else if (kind == RequestKind.INVOICE) {
            JsonNode made = Session.json(reply);
            invoice = made.path("id").asString();
            total = made.path("total");
        }
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
