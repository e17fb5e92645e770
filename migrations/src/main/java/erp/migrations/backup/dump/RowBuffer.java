package erp.migrations.backup.dump;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * Rows one after the other: of each column its length plus one, 0 for null, and its bytes. Lengths
 * have seven bits a byte, the lowest first.
 */
final class RowBuffer {
    private static final int FIRST = 1 << 17;

    private byte[] bytes = new byte[FIRST];
    private int size;
    private int rowStart;

    void clear() {
        size = 0;
    }

    void beginRow() {
        rowStart = size;
    }

    void add(byte @Nullable [] value) {
        if (value == null) {
            room(1);
            bytes[size++] = 0;
            return;
        }
        long length = value.length + 1L;
        room(length + 5);
        number(length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    int rowLength() {
        return size - rowStart;
    }

    int rowStart() {
        return rowStart;
    }

    int size() {
        return size;
    }

    byte[] bytes() {
        return bytes;
    }

    private void number(long value) {
        long rest = value;
        while (rest > 0x7f) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private void room(long more) {
        if (size + more > bytes.length) {
            long wanted = Math.max(size + more, 2L * bytes.length);
            bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.min(wanted, Integer.MAX_VALUE - 8)));
        }
    }
}
