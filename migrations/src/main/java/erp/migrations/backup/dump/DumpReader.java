package erp.migrations.backup.dump;

import erp.migrations.backup.archive.ArchiveReader;

import tools.jackson.core.JacksonException;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Reads what {@link DumpWriter} wrote; whatever does not fit together is damage. */
public final class DumpReader {
    private static final int MAX_DEFINITIONS = 1 << 28;

    private final ArchiveReader archive;
    private final DataInputStream in;

    /** Takes a table and then its rows, some at a time. */
    interface Rows {
        void begin(Definitions.Table table) throws IOException;

        void take(byte[] rows, int number) throws IOException;

        void end() throws IOException;
    }

    public DumpReader(ArchiveReader archive) {
        this.archive = archive;
        this.in = new DataInputStream(archive);
    }

    public Definitions definitions() throws IOException {
        try {
            int length = in.readInt();
            if (length < 0 || length > MAX_DEFINITIONS) {
                throw archive.damaged("its definitions cannot have " + length + " bytes");
            }
            return DumpWriter.JSON.readValue(in.readNBytes(length), Definitions.class);
        } catch (JacksonException e) {
            throw archive.damaged("its definitions cannot be read");
        } catch (EOFException e) {
            throw archive.damaged("it ends within its definitions");
        }
    }

    /** Every table of the definitions must come once, with as many rows as it says. */
    void tables(Definitions definitions, Rows rows) throws IOException {
        Map<String, Definitions.Table> left = new TreeMap<>();
        definitions.tables().forEach(it -> left.put(it.name(), it));
        try {
            for (int mark = in.read(); mark != DumpWriter.END; mark = in.read()) {
                Definitions.Table table =
                        mark == DumpWriter.TABLE ? left.remove(in.readUTF()) : null;
                if (table == null) {
                    throw archive.damaged("no table begins where one must");
                }
                rows.begin(table);
                rows(rows);
                rows.end();
            }
        } catch (EOFException e) {
            throw archive.damaged("it ends within a table");
        }
        if (!left.isEmpty()) {
            throw archive.damaged("it lacks the tables " + left.keySet());
        }
    }

    private void rows(Rows rows) throws IOException {
        long total = 0;
        int mark = in.read();
        for (; mark == DumpWriter.ROWS; mark = in.read()) {
            int number = in.readInt();
            int length = in.readInt();
            if (number <= 0 || length < 0) {
                throw archive.damaged("a block of rows cannot be so long");
            }
            byte[] block = in.readNBytes(length);
            if (block.length < length) {
                throw archive.damaged("it ends within a row");
            }
            rows.take(block, number);
            total += number;
        }
        if (mark != DumpWriter.TABLE_END) {
            throw archive.damaged("a table does not end where it must");
        }
        long said = in.readLong();
        String checksum = in.readUTF();
        if (said != total || checksum.length() != 64) {
            throw archive.damaged("a table has other rows than it says");
        }
    }
}
