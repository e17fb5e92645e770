package canary.replay;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
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
    private int number;

    TextLines(InputStream in) {
        this.in = new BufferedInputStream(in, BUFFER);
    }

    /** The number of the line that was read last, from 1. */
    int number() {
        return number;
    }

    /** The next line; null at the end. */
    @Nullable String next() throws IOException {
        int one = in.read();
        if (one < 0) {
            return null;
        }
        number++;
        line.reset();
        while (one >= 0 && one != '\n') {
            if (line.size() == MOST_BYTES) {
                throw new RecordingException(
                        "line %d: is longer than %d bytes".formatted(number, MOST_BYTES));
            }
            line.write(one);
            one = in.read();
        }
        return text();
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
