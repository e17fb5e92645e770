package erp.core.openapi;

import erp.core.http.Endpoint;
import erp.core.http.Reply;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * The endpoints that describe the API: {@code /openapi.json}, and {@code /docs} with Swagger UI
 * from the class path, without sign-in and without any other site.
 */
public final class ApiDocs {
    private static final String UI = "META-INF/resources/webjars/swagger-ui/";
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                + " font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'";
    private static final String PAGE =
            """
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <title>ERP API</title>
              <link rel="stylesheet" href="/docs/swagger-ui.css">
              <link rel="icon" href="data:,">
            </head>
            <body>
              <div id="ui"></div>
              <script src="/docs/swagger-ui-bundle.js"></script>
              <script src="/docs/start.js"></script>
            </body>
            </html>
            """;
    private static final String START =
            """
            window.ui = SwaggerUIBundle({
              url: "/openapi.json",
              dom_id: "#ui",
              deepLinking: true,
              validatorUrl: null,
              persistAuthorization: false
            });
            """;

    private final String version;
    private final JsonMapper json;

    public ApiDocs(String version, JsonMapper json) {
        this.version = version;
        this.json = json;
    }

    /** The given endpoints and those that describe them all. */
    public List<Endpoint<?>> with(Collection<? extends Endpoint<?>> endpoints, Chapters chapters) {
        List<Endpoint<?>> all = new ArrayList<>(endpoints);
        Supplier<byte[]> document =
                once(() -> json.writeValueAsBytes(OpenApi.document(version, all, chapters)));
        all.add(
                file(
                        "/openapi.json",
                        "describeApi",
                        "This description",
                        "application/json",
                        document));
        all.add(
                file(
                        "/docs",
                        "showApi",
                        "This description for reading",
                        "text/html; charset=utf-8",
                        () -> PAGE.getBytes(StandardCharsets.UTF_8)));
        all.add(
                file(
                        "/docs/start.js",
                        "startReader",
                        "Script that opens the description",
                        "text/javascript; charset=utf-8",
                        () -> START.getBytes(StandardCharsets.UTF_8)));
        all.add(
                file(
                        "/docs/swagger-ui-bundle.js",
                        "readerScript",
                        "Swagger UI's script",
                        "text/javascript; charset=utf-8",
                        once(() -> resource("swagger-ui-bundle.js"))));
        all.add(
                file(
                        "/docs/swagger-ui.css",
                        "readerStyle",
                        "Swagger UI's style",
                        "text/css; charset=utf-8",
                        once(() -> resource("swagger-ui.css"))));
        return List.copyOf(all);
    }

    private static Endpoint<Void> file(
            String path, String id, String summary, String type, Supplier<byte[]> bytes) {
        return Endpoint.get(path, id, summary)
                .open()
                .plain(
                        _ ->
                                Reply.ok(bytes.get())
                                        .header("Content-Type", type)
                                        .header("Cache-Control", "no-cache")
                                        .header("Content-Security-Policy", POLICY)
                                        .header("Referrer-Policy", "no-referrer"));
    }

    private static byte[] resource(String name) {
        String file = UI + UiVersion.VALUE + "/" + name;
        try (InputStream in = ApiDocs.class.getClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Supplier<byte[]> once(Supplier<byte[]> make) {
        return new Supplier<>() {
            private byte @org.jspecify.annotations.Nullable [] made;

            @Override
            public synchronized byte[] get() {
                byte[] bytes = made;
                if (bytes == null) {
                    bytes = make.get();
                    made = bytes;
                }
                return bytes;
            }
        };
    }
}
