package erp.core.http;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Takes away the header by which Javalin lets a client change the method of its request: what
 * proxies, logs and rights see is what is done.
 */
final class PlainMethod implements HttpConfiguration.Customizer {
    private static final String OVERRIDE = "X-HTTP-Method-Override";

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        if (!request.getHeaders().contains(OVERRIDE)) {
            return request;
        }
        HttpFields plain = HttpFields.build(request.getHeaders()).remove(OVERRIDE).asImmutable();
        return new Request.Wrapper(request) {
            @Override
            public HttpFields getHeaders() {
                return plain;
            }
        };
    }
}
