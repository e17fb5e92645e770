package canary.load;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final List<Errand.Request> errands;

    /**
     * @param order as it is posted
     * @param orders paths of an order that is entered, confirmed, delivered, and invoiced
     * @param payment of the last one's invoice, as it is posted
     * @param errands of other modules
     */
    WarmUp(
            Company.User user,
            Object order,
            List<String> orders,
            Object payment,
            List<Errand.Request> errands) {
        this.user = user;
        this.order = order;
        this.orders = List.copyOf(orders);
        this.payment = payment;
        this.errands = List.copyOf(errands);
    }

    /**
     * Does all steps so many times, or as often as there is time, which is less of a warm-up. A
     * step that is refused is left out from then on and does not keep the others from being done.
     *
     * @param atMost after which no further round begins
     * @return the steps that did not succeed when last tried, with the answer
     * @throws IOException where nobody answers or the user cannot sign in
     */
    public Map<String, String> run(URI api, int rounds, Duration atMost) throws IOException {
        List<Step> steps = steps();
        try (Session session = new Session(api, user)) {
            Reply login = session.login();
            if (!login.isSuccess()) {
                throw new IOException("the sign-in is answered " + said(login));
            }
            Map<Step, Reply> failed = new LinkedHashMap<>();
            long start = System.nanoTime();
            for (int i = 0; i < rounds && System.nanoTime() - start <= atMost.toNanos(); i++) {
                for (Step step : steps) {
                    Reply before = failed.remove(step);
                    Reply now = before == null || before.isFault() ? step.take(session) : before;
                    if (!now.isSuccess()) {
                        failed.put(step, now);
                    }
                }
            }
            Map<String, String> told = new LinkedHashMap<>();
            failed.forEach((step, reply) -> told.put(step.path(), said(reply)));
            return told;
        }
    }

    /**
     * One request.
     *
     * @param isRead otherwise it is posted as a dry run
     */
    private record Step(String path, boolean isRead, @Nullable Object body) {

        Reply take(Session session) throws IOException {
            return isRead
                    ? session.get(path)
                    : session.post(path + DRY_RUN, body, UUID.randomUUID().toString());
        }
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>(orderToCash());
        errands.forEach(it -> steps.add(new Step(it.path(), it.isRead(), it.body())));
        return steps;
    }

    private List<Step> orderToCash() {
        return List.of(
                new Step("/api/v1/sales/orders", false, order),
                new Step(orders.getFirst(), true, null),
                new Step(orders.getFirst() + "/confirm", false, null),
                new Step("/api/v1/inventory/stock?limit=1", true, null),
                new Step(orders.get(1) + "/deliver", false, null),
                new Step(orders.get(2) + "/invoice", false, null),
                new Step("/api/v1/finance/open-items?limit=20", true, null),
                new Step("/api/v1/finance/payments", false, payment),
                new Step("/api/v1/sales/orders?limit=20", true, null));
    }

    private static String said(Reply reply) {
        return reply.status() + ": " + reply.text();
    }
}
