package erp.core.http.wire;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

import java.util.Locale;
import java.util.Set;

/** Makes requests mean what proxies, logs and rights see, before Javalin reads more into them. */
public final class PlainRequest implements HttpConfiguration.Customizer {
    private static final String OVERRIDE = "X-HTTP-Method-Override";

    private final Set<String> methods;

    /**
     * @param methods that are HTTP's. Javalin takes names of its own in their place too, such as
     *     BEFORE, and answers them 200.
     */
    public PlainRequest(Set<String> methods) {
        this.methods = methods;
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        String path = request.getHttpURI().getPath();
        // Jetty reads %u0041 as a letter; no standard does, and Javalin fails at it.
        if (path != null && path.toLowerCase(Locale.ROOT).contains("%u")) {
            throw new HttpException.RuntimeException(
                    HttpStatus.BAD_REQUEST_400, "percent-encoded as no standard says");
        }
        boolean isKnown = methods.contains(request.getMethod());
        if (isKnown && !request.getHeaders().contains(OVERRIDE)) {
            return request;
        }
        String method = isKnown ? request.getMethod() : Traffic.OTHER_METHOD;
        HttpFields headers = HttpFields.build(request.getHeaders()).remove(OVERRIDE).asImmutable();
        return new Request.Wrapper(request) {
            @Override
            public String getMethod() {
                return method;
            }

            @Override
            public HttpFields getHeaders() {
                return headers;
            }
        };
    }
}
