package canary.served;

import com.sun.net.httpserver.HttpExchange;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The page's own files. They hold no data, so they are given to everybody: who is to see a release
 * shows a token to the API.
 */
record PageFiles(Map<String, ServedAnswer> byPath) {

    /** Only what is served here, and no script or style that stands in the page. */
    static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src"
                    + " 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> TYPES =
            Map.of(
                    "page.html", "text/html",
                    "page.css", "text/css",
                    "icon.svg", "image/svg+xml",
                    "page.js", "text/javascript",
                    "parts.js", "text/javascript",
                    "plots.js", "text/javascript",
                    "words.js", "text/javascript");

    PageFiles {
        byPath = Map.copyOf(byPath);
    }

    static PageFiles read() {
        Map<String, ServedAnswer> files = new LinkedHashMap<>();
        TYPES.forEach(
                (name, type) ->
                        files.put(
                                name.equals("page.html") ? "/" : "/page/" + name,
                                ServedAnswer.text(200, type, text(name))
                                        .with("Content-Security-Policy", POLICY)
                                        .with("Referrer-Policy", "no-referrer")
                                        .with("Cache-Control", "no-cache")));
        return new PageFiles(files);
    }

    private static String text(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream("page/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the page's file %s is missing".formatted(name));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Null where the path is none of its own. */
    @Nullable ServedAnswer answer(HttpExchange exchange) {
        ServedAnswer file = byPath.get(exchange.getRequestURI().getPath());
        String known = exchange.getRequestHeaders().getFirst("If-None-Match");
        return file == null ? null : file.unlessKnown(known == null ? "" : known);
    }
}
