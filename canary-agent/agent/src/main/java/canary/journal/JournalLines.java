package canary.journal;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The journal's lines: JSON objects that carry their number and a checksum over the bytes of their
 * entry, so that a torn or altered line is recognised.
 */
public final class JournalLines {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern NUMBER = Pattern.compile("^\\{\"n\":([0-9]{1,18}),");
    private static final String HEAD = "{\"n\":%d,\"crc\":\"%08x\",\"entry\":";

    private JournalLines() {}

    public static String write(long number, Entry entry) {
        String json = JSON.writeValueAsString(entry);
        return HEAD.formatted(number, crc(json)) + json + "}\n";
    }

    /** The entry; empty where the line, without its line break, is not this number's whole line. */
    public static Optional<Entry> read(long number, String line) {
        int start = line.indexOf("\"entry\":");
        if (start < 0 || !line.endsWith("}")) {
            return Optional.empty();
        }
        String json = line.substring(start + "\"entry\":".length(), line.length() - 1);
        if (!line.startsWith(HEAD.formatted(number, crc(json)))) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(json, Entry.class));
        } catch (JacksonException e) {
            throw new JournalException(
                    "line " + number + " is whole but not understood: " + e.getOriginalMessage());
        }
    }

    /** The entry of a line of any number; empty where it is not whole. */
    public static Optional<Entry> read(String line) {
        String whole = line.strip();
        Matcher head = NUMBER.matcher(whole);
        return head.find() ? read(Long.parseLong(head.group(1)), whole) : Optional.empty();
    }

    private static long crc(String json) {
        CRC32C crc = new CRC32C();
        crc.update(json.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    /** How much of a journal's bytes is whole, and its last entry. */
    record Content(long lines, long wholeBytes, @Nullable Entry last) {}

    /**
     * Hands over all whole lines. A last line that is torn is not counted; a bad line before the
     * last is damage, and thrown.
     */
    static Content parse(byte[] bytes, Consumer<Entry> reader) {
        long lines = 0;
        Entry last = null;
        int start = 0;
        while (start < bytes.length) {
            int end = indexOfBreak(bytes, start);
            boolean isLast = end < 0 || end == bytes.length - 1;
            Optional<Entry> entry =
                    end < 0
                            ? Optional.empty()
                            : read(
                                    lines + 1,
                                    new String(bytes, start, end - start, StandardCharsets.UTF_8));
            if (entry.isEmpty()) {
                if (isLast) {
                    return new Content(lines, start, last);
                }
                throw new JournalException("line " + (lines + 1) + " is damaged");
            }
            lines++;
            last = entry.get();
            reader.accept(last);
            start = end + 1;
        }
        return new Content(lines, start, last);
    }

    private static int indexOfBreak(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
