package erp.migrations.backup.dump;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Turns rows of a {@link RowBuffer} into multi-row inserts. */
final class InsertBuilder {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final String head;
    private final List<Column> columns;
    private final StringBuilder sql = new StringBuilder();

    private byte[] rows = {};
    private int position;

    InsertBuilder(String schema, Definitions.Table table) {
        this.columns = table.columns();
        this.head =
                "INSERT INTO %s (%s) VALUES "
                        .formatted(Names.quoted(schema, table.name()), Names.list(columns));
    }

    void read(byte[] block) {
        rows = block;
        position = 0;
    }

    /** Adds the next row of the block. */
    void addRow() {
        sql.append(sql.isEmpty() ? head : ",");
        char before = '(';
        for (Column column : columns) {
            sql.append(before);
            before = ',';
            value(column.kind());
        }
        if (columns.isEmpty()) {
            sql.append('(');
        }
        sql.append(')');
    }

    int length() {
        return sql.length();
    }

    /** The statement, after which the next one begins. */
    String take() {
        String statement = sql.toString();
        sql.setLength(0);
        return statement;
    }

    private void value(Column.Kind kind) {
        int length = number() - 1;
        if (length < 0) {
            sql.append("NULL");
            return;
        }
        switch (kind) {
            case NUMBER, BIT -> plain(length);
            case FLOAT, TEXT -> text(length);
            case BYTES -> hex(length);
        }
        position += length;
    }

    private void plain(int length) {
        for (int i = position; i < position + length; i++) {
            sql.append((char) rows[i]);
        }
    }

    private void text(int length) {
        sql.append('\'');
        int i = position;
        int end = position + length;
        while (i < end && isSimple(rows[i])) {
            sql.append((char) rows[i++]);
        }
        if (i < end) {
            escaped(new String(rows, i, end - i, StandardCharsets.UTF_8));
        }
        sql.append('\'');
    }

    private static boolean isSimple(byte value) {
        return value >= ' ' && value != '\'' && value != '\\';
    }

    private void escaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\'' -> sql.append("''");
                case '\\' -> sql.append("\\\\");
                case 0 -> sql.append("\\0");
                default -> sql.append(c);
            }
        }
    }

    private void hex(int length) {
        if (length == 0) {
            sql.append("''");
            return;
        }
        sql.append("0x");
        for (int i = position; i < position + length; i++) {
            sql.append(HEX[(rows[i] >> 4) & 0xf]).append(HEX[rows[i] & 0xf]);
        }
    }

    private int number() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = rows[position++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return Math.toIntExact(value);
            }
        }
    }
}
