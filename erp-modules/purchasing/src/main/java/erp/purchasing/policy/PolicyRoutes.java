package erp.purchasing.policy;

import static erp.purchasing.common.PurchasingPermission.POLICY_READ;
import static erp.purchasing.common.PurchasingPermission.POLICY_WRITE;

import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.listing.History;
import erp.purchasing.common.PurchasingError;

import java.util.List;

/** The rules of purchasing over HTTP. */
public final class PolicyRoutes {
    private static final String PATH = "/api/v1/purchasing/policy";

    private final Policies policies;

    public PolicyRoutes(Policies policies) {
        this.policies = policies;
    }

    public List<Endpoint<?>> endpoints() {
        return List.of(
                Endpoint.get(PATH, "getPurchasingPolicy", "What is tolerated and who approves")
                        .permission(POLICY_READ)
                        .answers(PolicyView.class)
                        .read((tx, _) -> Reply.ok(policies.view(tx))),
                Endpoint.get(
                                PATH + "/{id}/history",
                                "getPurchasingPolicyHistory",
                                "Who changed it and when, newest first")
                        .permission(POLICY_READ)
                        .problems(PurchasingError.POLICY_NOT_FOUND)
                        .list(
                                History.LISTING,
                                (tx, call) ->
                                        History.of(Policies.TYPE, Policies.known(tx, call.id()))),
                Endpoint.put(
                                PATH,
                                "changePurchasingPolicy",
                                "Replaces what is tolerated and who approves, from now on")
                        .body(Rules.class)
                        .permission(POLICY_WRITE)
                        .versionNeeded()
                        .answers(PolicyView.class)
                        .problems(PurchasingError.INVALID_POLICY)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                policies.change(
                                                        tx, call.body(), call::expectVersion))));
    }
}
