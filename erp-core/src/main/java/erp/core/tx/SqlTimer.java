package erp.core.tx;

import org.hibernate.SessionEventListener;

/** Times each statement of one session, by Hibernate's own events: two clock readings each. */
class SqlTimer implements SessionEventListener {
    private final transient Db.Observer observer;
    private long start;

    SqlTimer(Db.Observer observer) {
        this.observer = observer;
    }

    @Override
    public void jdbcExecuteStatementStart() {
        start = System.nanoTime();
    }

    @Override
    public void jdbcExecuteStatementEnd() {
        observer.statement(System.nanoTime() - start);
    }

    @Override
    public void jdbcExecuteBatchStart() {
        start = System.nanoTime();
    }

    @Override
    public void jdbcExecuteBatchEnd() {
        observer.statement(System.nanoTime() - start);
    }
}
