package erp.core.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;

class DatabaseFailureTest {
    /** What Connector/J says where the connection was killed between two statements of a batch. */
    private static final SQLException CLOSED =
            new SQLException("No operations allowed after statement closed.", "S1009");

    @Test
    void a_closed_statement_whose_connection_is_gone_is_a_database_that_is_away() {
        var failed = new IllegalStateException("could not execute batch", CLOSED);
        failed.addSuppressed(
                new IllegalStateException(
                        "cannot roll back",
                        new SQLNonTransientConnectionException("connection closed", "08003")));
        assertThat(DatabaseFailure.of(failed)).isEqualTo(DatabaseFailure.AWAY);
    }

    @Test
    void a_closed_statement_on_a_connection_that_lives_is_a_defect() {
        assertThat(DatabaseFailure.of(new IllegalStateException("batch", CLOSED)))
                .isEqualTo(DatabaseFailure.OTHER);
    }

    @Test
    void a_defect_stays_one_where_its_connection_breaks_too() {
        var defect = new IllegalStateException("defect");
        defect.addSuppressed(new SQLNonTransientConnectionException("closed", "08003"));
        assertThat(DatabaseFailure.of(defect)).isEqualTo(DatabaseFailure.OTHER);
    }
}
