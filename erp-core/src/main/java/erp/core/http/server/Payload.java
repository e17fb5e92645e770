package erp.core.http.server;

import erp.core.CoreError;
import erp.core.ErpException;
import erp.core.Violation;
import erp.core.http.binding.Findings;
import erp.core.http.binding.Pointer;

import jakarta.servlet.http.HttpServletRequest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** What a body says: unpacked, and in the one encoding that JSON has (RFC 8259, 8.1). */
final class Payload {
    private static final byte[] NOTHING = {};

    private Payload() {}

    /** The JSON in the bytes that were sent; nothing where there is only white space. */
    static byte[] of(HttpServletRequest request, byte[] sent, Findings findings) {
        boolean packed = isPacked(request);
        byte[] plain = packed && sent.length > 0 ? unpacked(sent, findings) : sent;
        if (isBlank(plain)) {
            return NOTHING;
        }
        if (!isJson(type(request))) {
            throw new ErpException(
                    CoreError.UNSUPPORTED_MEDIA_TYPE,
                    "the body must be application/json, in UTF-8");
        }
        if (!isUtf8(plain)) {
            findings.malformed(Pointer.ROOT, "encoding", "must be in UTF-8");
            return NOTHING;
        }
        return plain;
    }

    private static boolean isPacked(HttpServletRequest request) {
        List<String> lines = Collections.list(request.getHeaders("Content-Encoding"));
        String encoding = String.join(",", lines).strip().toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "", "identity" -> false;
            case "gzip", "x-gzip" -> true;
            default ->
                    throw new ErpException(
                            CoreError.UNSUPPORTED_ENCODING,
                            List.of(
                                    new Violation(
                                            "Content-Encoding",
                                            "encoding",
                                            "must be gzip or left out")),
                            "Content-Encoding must be gzip or left out");
        };
    }

    /** A small body can unpack to a huge one, so it is bounded again. */
    private static byte[] unpacked(byte[] sent, Findings findings) {
        byte[] plain;
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(sent))) {
            plain = in.readNBytes(Route.BODY_LIMIT + 1);
        } catch (IOException e) { // of the packing: the bytes are all here
            findings.malformed(Pointer.ROOT, "encoding", "must be packed as Content-Encoding says");
            return NOTHING;
        }
        if (plain.length > Route.BODY_LIMIT) {
            throw new ErpException(
                    CoreError.REQUEST_TOO_LARGE,
                    "the unpacked body exceeds %d bytes",
                    Route.BODY_LIMIT);
        }
        return plain;
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    /**
     * All that is said of the type: two of them are none. Not as the library has it, which fails at
     * a charset that cannot be.
     */
    private static String type(HttpServletRequest request) {
        return String.join(",", Collections.list(request.getHeaders("Content-Type")));
    }

    /** The type as RFC 9110, 8.3.1 has it; parameters other than the charset say nothing to us. */
    private static boolean isJson(String type) {
        String[] parts = type.toLowerCase(Locale.ROOT).split(";", -1);
        boolean json = parts[0].strip().equals("application/json");
        for (int i = 1; i < parts.length && json; i++) {
            String parameter = parts[i].strip().replace("\"", "");
            json = !parameter.startsWith("charset=") || parameter.equals("charset=utf-8");
        }
        return json;
    }

    /**
     * Whether it is well-formed UTF-8 and looks like no other encoding of Unicode: the parser would
     * take UTF-16 and UTF-32 too, which it knows by zeros among the first bytes.
     */
    private static boolean isUtf8(byte[] bytes) {
        boolean ascii = true;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0 && i < 4) {
                return false;
            }
            ascii &= bytes[i] >= 0;
        }
        if (ascii) {
            return true;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
