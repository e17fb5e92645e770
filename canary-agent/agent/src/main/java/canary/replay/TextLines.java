package canary.replay;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The lines of a text in UTF-8, whoever wrote it: with {@code \n} or {@code \r\n} at their ends,
 * with or without a byte order mark. No line is longer than is kept in memory.
 */
final class TextLines implements AutoCloseable {

    /** A whole line of 8000 series, each with 15 edges, has a fifth of it. */
    static final int MOST_BYTES = 1 << 24;

    private static final int BUFFER = 1 << 16;
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private int number;

    TextLines(InputStream in) {
        this.in = in;
    }

    /** The number of the line that was read last, from 1. */
    int number() {
        return number;
    }

    /** The next line; null at the end. */
    @Nullable String next() throws IOException {
        line.reset();
        boolean isSome = false;
        while (at < end || fill()) {
            if (!isSome) {
                isSome = true;
                number++;
            }
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            if (line.size() + at - from > MOST_BYTES) {
                throw new RecordingException(
                        "line %d: is longer than %d bytes".formatted(number, MOST_BYTES));
            }
            line.write(buffer, from, at - from);
            if (at < end) {
                at++;
                return text();
            }
        }
        return isSome ? text() : null;
    }

    /** False at the end. */
    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    private String text() {
        String text;
        try {
            text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(line.toByteArray()))
                            .toString();
        } catch (CharacterCodingException e) {
            throw new RecordingException("line %d: is not UTF-8 text".formatted(number));
        }
        // Each part of a record may begin with a mark of its own.
        String unmarked = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        return unmarked.endsWith("\r") ? unmarked.substring(0, unmarked.length() - 1) : unmarked;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
