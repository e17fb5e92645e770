package erp.migrations.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

import javax.sql.DataSource;

/** Where a database is and who connects to it. Printing it never shows the password. */
public record DatabaseLogin(String url, String user, String password) {
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    /** A plain source that opens a connection each time: for tools, not for a server under load. */
    public DataSource dataSource() {
        return new UnpooledDataSource(this);
    }

    @Override
    public String toString() {
        return url + " as " + user;
    }
}
