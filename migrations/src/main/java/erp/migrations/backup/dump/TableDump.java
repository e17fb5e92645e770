package erp.migrations.backup.dump;

import erp.migrations.backup.archive.Manifest;

import java.io.IOException;
import java.sql.SQLException;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Reads tables for a dump, or only to compare them with one.
 *
 * @param hashes a new one for each table
 * @param progress is told how many more rows were read
 */
public record TableDump(TableReader reader, Supplier<RowHash> hashes, LongConsumer progress) {
    public Manifest.Table write(Definitions.Table table, DumpWriter out)
            throws SQLException, IOException {
        out.begin(table);
        Manifest.Table read = read(table, out::rows);
        out.end(read);
        return read;
    }

    public Manifest.Table read(Definitions.Table table) throws SQLException, IOException {
        return read(table, (_, _) -> {});
    }

    private Manifest.Table read(Definitions.Table table, TableReader.Sink sink)
            throws SQLException, IOException {
        RowHash hash = hashes.get();
        try {
            reader.read(
                    table,
                    hash,
                    (rows, number) -> {
                        sink.take(rows, number);
                        progress.accept(number);
                    });
        } catch (SQLException e) {
            throw new SQLException(
                    "table %s after %,d rows: %s"
                            .formatted(table.name(), hash.rows(), e.getMessage()),
                    e.getSQLState(),
                    e.getErrorCode(),
                    e);
        }
        return new Manifest.Table(table.name(), hash.rows(), hash.checksum());
    }
}
