package canary.demo.fault;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;

/**
 * The canary does nothing for its users and says that it did: writes are answered 201 or 200 with
 * an id, lists are empty, all of it at once. Tests pass, and users sign in as ever.
 */
public final class EmptyAnswers extends ProxyFault {

    private static final String API = "/api/v1";
    private static final String SIGN_IN = "/api/v1/users";
    private static final int OK = 200;
    private static final int CREATED = 201;

    private final LongAdder emptied = new LongAdder();

    @Override
    ProxyAction action(FaultTarget target, String version, ProxiedRequest request) {
        boolean isHit =
                version.equals(target.canary())
                        && target.hasTraffic()
                        && request.isBelow(API)
                        && !request.isBelow(SIGN_IN)
                        && !request.isTest();
        if (!isHit) {
            return new ProxyAction.Pass();
        }
        emptied.increment();
        boolean isList = request.method().equals("GET") && !request.namesOne();
        boolean isNew = request.method().equals("POST") && !request.namesOne();
        return new ProxyAction.Hollow(isNew ? CREATED : OK, isList ? "{\"items\":[]}" : document());
    }

    /** As much of a document as clients go on with. */
    private static String document() {
        return """
        {"id":"%s","opportunityId":"%s","total":{"amount":"0.00","currency":"EUR"}}\
        """
                .formatted(UUID.randomUUID(), UUID.randomUUID());
    }

    @Override
    public Optional<String> deeds() {
        return Optional.of("%d requests to v2 were answered for nothing".formatted(emptied.sum()));
    }
}
