package erp.purchasing.policy;

import erp.core.ErpException;
import erp.core.Violations;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.purchasing.common.PurchasingError;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;

/** The rules of purchasing of a company. */
public final class Policies {
    static final String TYPE = "purchasing.policy";

    /** What holds now. */
    public Rules rules(Tx tx) {
        PurchasePolicy policy = policy(tx);
        return policy == null
                ? Rules.usual(tx.company().currency())
                : policy.rules(tx.company().currency());
    }

    PolicyView view(Tx tx) {
        return PolicyView.of(tx.companyId(), rules(tx), version(policy(tx)));
    }

    /** The id, where it is that of the company's rules. Throws POLICY_NOT_FOUND. */
    static UUID known(Tx tx, UUID id) {
        if (!id.equals(tx.companyId())) {
            throw new ErpException(PurchasingError.POLICY_NOT_FOUND, "there is no policy %s", id);
        }
        return id;
    }

    PolicyView change(Tx tx, Rules wanted, LongConsumer expect) {
        check(tx, wanted);
        PurchasePolicy policy = policy(tx);
        expect.accept(version(policy));
        if (policy == null) {
            policy = tx.add(new PurchasePolicy(tx, wanted));
        } else {
            policy.change(tx, wanted);
        }
        tx.changed(TYPE, policy, "change", Map.of("levels", wanted.levels().size()));
        return PolicyView.of(tx.companyId(), wanted, version(policy));
    }

    private static void check(Tx tx, Rules wanted) {
        Violations wrong = new Violations();
        tx.company().checkCurrency(wanted.totalAmount().currency(), "/totalAmount/currency", wrong);
        Set<Money> seen = new HashSet<>();
        for (int i = 0; i < wanted.levels().size(); i++) {
            Money above = wanted.levels().get(i).above();
            String at = "/levels/" + i + "/above";
            tx.company().checkCurrency(above.currency(), at + "/currency", wrong);
            wrong.addIf(!seen.add(above), at, "duplicate", "is there a second time");
        }
        wrong.refuse(PurchasingError.INVALID_POLICY);
    }

    /** One that is stored counts from 1. */
    private static long version(@Nullable PurchasePolicy policy) {
        return policy == null ? 0 : policy.getVersion() + 1;
    }

    private static @Nullable PurchasePolicy policy(Tx tx) {
        return new PolicyQueries_(tx.session()).policy().getSingleResultOrNull();
    }
}
