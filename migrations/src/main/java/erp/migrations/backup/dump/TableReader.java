package erp.migrations.backup.dump;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads a table's rows one after the other, however many there are, and computes their checksum.
 */
public final class TableReader {
    private static final int BLOCK_BYTES = 1 << 16;

    /** Rows that the MariaDB driver keeps; Connector/J streams only with this special number. */
    private static final int MARIADB_ROWS = 1000;

    private static final int MYSQL_STREAM = Integer.MIN_VALUE;

    private final Connection connection;
    private final String schema;
    private final boolean rawBytes;

    /** Takes rows, some at a time; the buffer is filled anew afterwards. */
    interface Sink {
        void take(RowBuffer rows, int number) throws IOException;
    }

    public TableReader(Connection connection, String schema) throws SQLException {
        this.connection = connection;
        this.schema = schema;
        this.rawBytes = !connection.getMetaData().getDriverName().contains("MariaDB");
    }

    void read(Definitions.Table table, RowHash hash, Sink sink) throws SQLException, IOException {
        List<Column> columns = table.columns();
        String selected =
                columns.isEmpty()
                        ? "NULL"
                        : columns.stream().map(Column::selected).collect(Collectors.joining(", "));
        String query = "SELECT " + selected + " FROM " + Names.quoted(schema, table.name());
        var buffer = new RowBuffer();
        int rows = 0;
        try (Statement statement =
                connection.createStatement(
                        ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(rawBytes ? MYSQL_STREAM : MARIADB_ROWS);
            try (ResultSet row = statement.executeQuery(query)) {
                while (row.next()) {
                    buffer.beginRow();
                    for (int i = 0; i < columns.size(); i++) {
                        buffer.add(value(row, i + 1, columns.get(i).kind()));
                    }
                    hash.add(buffer.bytes(), buffer.rowStart(), buffer.rowLength());
                    rows++;
                    if (buffer.size() >= BLOCK_BYTES) {
                        sink.take(buffer, rows);
                        buffer.clear();
                        rows = 0;
                    }
                }
            }
        }
        if (rows > 0) {
            sink.take(buffer, rows);
        }
    }

    /** What the server sent; only Connector/J gives it out for every type. */
    private byte @Nullable [] value(ResultSet row, int column, Column.Kind kind)
            throws SQLException {
        if (rawBytes || kind == Column.Kind.BYTES) {
            return row.getBytes(column);
        }
        String text = row.getString(column);
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
