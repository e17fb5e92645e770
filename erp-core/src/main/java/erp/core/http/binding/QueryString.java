package erp.core.http.binding;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A query taken apart as forms are (WHATWG URL, 5.1), but strictly: what is no UTF-8 is no text,
 * rather than a text with question marks in it.
 */
public final class QueryString {
    private QueryString() {}

    /** Values by name, in the order they were sent. */
    public static Map<String, List<String>> parse(String query, Findings findings) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            try {
                String sent = decoded(value);
                values.computeIfAbsent(decoded(name), _ -> new ArrayList<>()).add(sent);
            } catch (CharacterCodingException e) {
                findings.malformed(
                        "?" + name, "encoding", "must be UTF-8, percent-encoded where not ASCII");
            }
        }
        return values;
    }

    private static String decoded(String text) throws CharacterCodingException {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        byte[] sent = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(sent.length);
        for (int i = 0; i < sent.length; i++) {
            if (sent[i] == '%') {
                int high = i + 2 < sent.length ? digit(sent[i + 1]) : -1;
                int low = high < 0 ? -1 : digit(sent[i + 2]);
                if (low < 0) {
                    throw new CharacterCodingException();
                }
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.write(sent[i] == '+' ? ' ' : sent[i]);
            }
        }
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes.toByteArray()))
                .toString();
    }

    private static int digit(byte b) {
        return b < 0 ? -1 : Character.digit((char) b, 16);
    }
}
