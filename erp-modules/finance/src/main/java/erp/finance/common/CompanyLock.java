package erp.finance.common;

import erp.core.tx.Tx;

import org.hibernate.FlushMode;
import org.hibernate.jpa.HibernateHints;

/**
 * Lets changes of a company's chart and calendar happen one after the other. A dry run changes
 * nothing and waits for nobody.
 */
public final class CompanyLock {
    private CompanyLock() {}

    public static void take(Tx tx) {
        if (tx.isDryRun()) {
            return;
        }
        tx.session()
                .createNativeQuery(
                        "select code from core_company where id = :company for update",
                        String.class)
                .setParameter("company", tx.companyId())
                .setHint(HibernateHints.HINT_FLUSH_MODE, FlushMode.MANUAL)
                .getResultList();
    }
}
