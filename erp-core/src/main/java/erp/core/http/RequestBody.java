package erp.core.http;

import erp.core.CoreError;
import erp.core.ErpException;
import erp.core.Violation;

import jakarta.servlet.http.HttpServletRequest;

import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/**
 * A body on its way in: bounded, unpacked, and in the one encoding that JSON has (RFC 8259, 8.1).
 */
final class RequestBody {
    private static final byte[] NOTHING = {};

    private RequestBody() {}

    /** What was sent, unpacked; nothing where it is only white space, or says no more. */
    static byte[] read(
            HttpServletRequest request, TimeLimit.Running running, Findings findings) {
        boolean packed = isPacked(request);
        byte[] sent =
                request.getContentLengthLong() > Route.BODY_LIMIT
                        ? null
                        : received(request, running);
        if (sent == null) {
            throw tooLarge("the body");
        }
        byte[] plain = packed && sent.length > 0 ? unpacked(sent, findings) : sent;
        if (isBlank(plain)) {
            return NOTHING;
        }
        if (!isJson(request.getContentType())) {
            throw new ErpException(
                    CoreError.UNSUPPORTED_MEDIA_TYPE,
                    "the body must be application/json, in UTF-8");
        }
        if (!isUtf8(plain)) {
            findings.add(Pointer.ROOT, "encoding", "must be in UTF-8");
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

    private static byte[] unpacked(byte[] sent, Findings findings) {
        byte[] plain;
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(sent))) {
            plain = bounded(in);
        } catch (IOException e) { // of the packing: the bytes are all here
            findings.add(Pointer.ROOT, "encoding", "must be packed as Content-Encoding says");
            return NOTHING;
        }
        if (plain == null) {
            throw tooLarge("the unpacked body");
        }
        return plain;
    }

    /**
     * All of it, or null where it is more than a body may be. A client that is slow or breaks off is
     * told so: it is no failure of ours.
     */
    private static byte @Nullable [] received(
            HttpServletRequest request, TimeLimit.Running running) {
        running.receiving();
        byte[] body;
        try {
            body = bounded(request.getInputStream());
        } catch (IOException | RuntimeException e) {
            throw failure(e, running.received());
        }
        running.received();
        return body;
    }

    private static RuntimeException failure(Exception e, boolean late) {
        if (late || e.getCause() instanceof TimeoutException) {
            return new ErpException(
                    CoreError.REQUEST_TIMEOUT, List.of(), "the body did not arrive in time", e);
        }
        if (e instanceof RuntimeException ours && !(e instanceof HttpException)) {
            return ours;
        }
        return new ErpException(
                CoreError.MALFORMED_REQUEST,
                List.of(),
                "the body is not well-formed HTTP, or did not arrive whole",
                e);
    }

    /** All of it, or null where it is more than a body may be. */
    private static byte @Nullable [] bounded(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(Route.BODY_LIMIT + 1);
        return bytes.length > Route.BODY_LIMIT ? null : bytes;
    }

    private static ErpException tooLarge(String what) {
        return new ErpException(
                CoreError.REQUEST_TOO_LARGE, "%s exceeds %d bytes", what, Route.BODY_LIMIT);
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    /** The type as RFC 9110, 8.3.1 has it; parameters other than the charset say nothing to us. */
    private static boolean isJson(@Nullable String type) {
        if (type == null) {
            return false;
        }
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
