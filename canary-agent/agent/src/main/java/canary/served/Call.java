package canary.served;

import com.sun.net.httpserver.HttpExchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A request. */
record Call(HttpExchange exchange, Caller caller) {

    static final int MOST_BYTES = 256 << 10;

    String method() {
        return exchange.getRequestMethod();
    }

    /** The path's segments; none for the root. */
    List<String> path() {
        String path = exchange.getRequestURI().getPath();
        return path.equals("/") ? List.of() : List.of(path.substring(1).split("/", -1));
    }

    /** A header's value; empty where there is none. */
    String header(String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    /** The media type of the body, without its parameters. */
    String contentType() {
        return header("Content-Type").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** The whole body. */
    String body() {
        try (InputStream in = exchange.getRequestBody()) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new ProblemException(
                        413,
                        "body-too-large",
                        "the body must not be longer than %d bytes".formatted(MOST_BYTES));
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new ProblemException(400, "not-utf-8", "the body is not UTF-8 text");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
