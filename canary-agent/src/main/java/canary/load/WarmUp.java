package canary.load;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/**
 * Makes a new copy work before users reach it: every step from order to cash as a dry run, which
 * does the whole of it and rolls it back. A just-in-time compiler knows nothing of a new process,
 * so that the first hundreds of requests take a multiple of the time; compared with a copy that has
 * run for long, the best release would look like a slow one.
 */
public final class WarmUp {

    private static final String DRY_RUN = "?dryRun=true";

    private final Company.User user;
    private final Object order;
    private final List<String> orders;
    private final Object payment;

    /**
     * @param order as it is posted
     * @param orders paths of an order that is entered, confirmed, delivered, and invoiced
     * @param payment of the last one's invoice, as it is posted
     */
    WarmUp(Company.User user, Object order, List<String> orders, Object payment) {
        this.user = user;
        this.order = order;
        this.orders = List.copyOf(orders);
        this.payment = payment;
    }

    /** Does all steps so many times. Fails where the copy refuses one. */
    public void run(URI api, int rounds) throws IOException {
        try (Session session = new Session(api, user)) {
            expect(session.login());
            for (int i = 0; i < rounds; i++) {
                round(session);
            }
        }
    }

    private void round(Session session) throws IOException {
        post(session, "/api/v1/sales/orders", order);
        expect(session.get(orders.getFirst()));
        post(session, orders.getFirst() + "/confirm", null);
        expect(session.get("/api/v1/inventory/stock?limit=1"));
        post(session, orders.get(1) + "/deliver", null);
        post(session, orders.get(2) + "/invoice", null);
        expect(session.get("/api/v1/finance/open-items?limit=20"));
        post(session, "/api/v1/finance/payments", payment);
        expect(session.get("/api/v1/sales/orders?limit=20"));
    }

    private static void post(Session session, String path, @Nullable Object body)
            throws IOException {
        expect(session.post(path + DRY_RUN, body, UUID.randomUUID().toString()));
    }

    private static void expect(Reply reply) throws IOException {
        if (!reply.isSuccess()) {
            throw new IOException(
                    "a warm-up request is answered " + reply.status() + ": " + reply.text());
        }
    }
}
