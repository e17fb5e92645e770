package erp.core.party;

import erp.core.Actor;
import erp.core.Caller;
import erp.core.jobs.Job;
import erp.core.tx.Db;
import erp.core.tx.Tx;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Jobs that do the same for each company, in a transaction of its own. */
public final class CompanyWork {
    private final Db db;
    private final Companies companies;

    public CompanyWork(Db db, Companies companies) {
        this.db = db;
        this.companies = companies;
    }

    /** A job that does this work for each company, whatever becomes of the others'. */
    public Job job(String name, Duration every, Consumer<Tx> work) {
        return repeated(
                name,
                every,
                tx -> {
                    work.accept(tx);
                    return false;
                });
    }

    /**
     * The same for work that is too much for one transaction.
     *
     * @param work answers whether there may be more of it, which is done in a transaction of its
     *     own
     */
    public Job repeated(String name, Duration every, Predicate<Tx> work) {
        return new Job(name, every, () -> run(name, work));
    }

    /** Throws at last what failed first. */
    private void run(String name, Predicate<Tx> work) {
        RuntimeException failure = null;
        for (UUID company : db.read(Caller.system(name), companies::ids)) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            try {
                Caller caller = new Caller(Actor.SYSTEM, company, name);
                boolean more = true;
                while (more && !Thread.currentThread().isInterrupted()) {
                    more = db.write(caller, work::test);
                }
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
