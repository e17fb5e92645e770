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

    /** The same account on the same server, on another schema; on none when it is empty. */
    public DatabaseLogin on(String schema) {
        int path = url.indexOf('/', url.indexOf("//") + 2) + 1;
        int query = url.indexOf('?', path);
        String options = query < 0 ? "" : url.substring(query);
        return new DatabaseLogin(url.substring(0, path) + schema + options, user, password);
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
