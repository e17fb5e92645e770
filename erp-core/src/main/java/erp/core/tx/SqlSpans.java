package erp.core.tx;

import erp.core.traces.Traces;

import io.opentelemetry.api.trace.Span;

import java.util.function.UnaryOperator;

/**
 * Tells each statement of one session as a span too. A batch is sent later than it was prepared,
 * and others may have read in between; so it is the last that writes.
 */
final class SqlSpans extends SqlTimer implements UnaryOperator<String> {
    private final transient Traces traces;
    private transient String last = "";
    private transient String lastWrite = "";
    private transient Span span = Span.getInvalid();

    SqlSpans(Db.Observer observer, Traces traces) {
        super(observer);
        this.traces = traces;
    }

    /** Is told of each statement before it is sent, and leaves it as it is. */
    @Override
    public String apply(String sql) {
        last = sql;
        if (!sql.stripLeading().regionMatches(true, 0, "select", 0, "select".length())) {
            lastWrite = sql;
        }
        return sql;
    }

    @Override
    public void jdbcExecuteStatementStart() {
        span = traces.statement(last);
        super.jdbcExecuteStatementStart();
    }

    @Override
    public void jdbcExecuteStatementEnd() {
        super.jdbcExecuteStatementEnd();
        span.end();
    }

    @Override
    public void jdbcExecuteBatchStart() {
        span = traces.statement(lastWrite);
        super.jdbcExecuteBatchStart();
    }

    @Override
    public void jdbcExecuteBatchEnd() {
        super.jdbcExecuteBatchEnd();
        span.end();
    }
}
