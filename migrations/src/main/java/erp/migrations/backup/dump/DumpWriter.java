package erp.migrations.backup.dump;

import erp.migrations.backup.archive.Manifest;

import tools.jackson.databind.json.JsonMapper;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A dump as a stream: the definitions, then each table with its rows, then the end. */
public final class DumpWriter {
    static final JsonMapper JSON = JsonMapper.builder().build();
    static final int TABLE = 'T';
    static final int ROWS = 'R';
    static final int TABLE_END = 'E';
    static final int END = 'Z';

    private final DataOutputStream out;

    public DumpWriter(OutputStream out) {
        this.out = new DataOutputStream(out);
    }

    public void definitions(Definitions definitions) throws IOException {
        byte[] json = JSON.writeValueAsBytes(definitions);
        out.writeInt(json.length);
        out.write(json);
    }

    void begin(Definitions.Table table) throws IOException {
        out.writeByte(TABLE);
        out.writeUTF(table.name());
    }

    void rows(RowBuffer rows, int number) throws IOException {
        out.writeByte(ROWS);
        out.writeInt(number);
        out.writeInt(rows.size());
        out.write(rows.bytes(), 0, rows.size());
    }

    void end(Manifest.Table table) throws IOException {
        out.writeByte(TABLE_END);
        out.writeLong(table.rows());
        out.writeUTF(table.checksum());
    }

    public void end() throws IOException {
        out.writeByte(END);
        out.flush();
    }
}
