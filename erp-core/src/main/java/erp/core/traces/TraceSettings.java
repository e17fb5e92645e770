package erp.core.traces;

import erp.core.settings.Key;
import erp.core.settings.ServerSettings;
import erp.core.settings.Settings;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether requests are traced, and where that is sent. */
public final class TraceSettings {
    /** Where a collector takes spans that come over HTTP. */
    private static final String PATH = "/v1/traces";

    /** Empty: none are made. */
    public static final Key<String> TO =
            new Key<>(
                            "ERP_TRACES_TO",
                            "",
                            "an http or https URL such as http://collector:4318",
                            TraceSettings::url,
                            false)
                    .is("OpenTelemetry collector (OTLP over HTTP); left out, nothing is traced");

    public static final Key<Double> SHARE =
            new Key<>(
                            "ERP_TRACES_SHARE",
                            "1",
                            "a number from 0 to 1 such as 0.1",
                            TraceSettings::share,
                            false)
                    .is("of the requests that are traced; who sends traceparent decides himself");

    public static final Key<Map<String, String>> HEADERS =
            new Key<>(
                            "ERP_TRACES_HEADERS",
                            "",
                            "headers such as authorization=Bearer x,tenant=erp",
                            TraceSettings::headers,
                            true)
                    .is("what the collector wants to be sent with spans, such as a key");

    private TraceSettings() {}

    public static List<Key<?>> all() {
        return List.of(TO, SHARE, HEADERS);
    }

    /**
     * Traces as they are set.
     *
     * @param databaseUrl for JDBC
     */
    public static Traces traces(Settings settings, String databaseUrl) {
        String to = settings.get(TO);
        if (to.isEmpty()) {
            return Traces.OFF;
        }
        return Traces.to(
                new Traces.Options(
                        URI.create(to),
                        settings.get(HEADERS),
                        settings.get(SHARE),
                        settings.get(ServerSettings.VERSION),
                        settings.get(ServerSettings.ENV),
                        databaseUrl.startsWith("jdbc:mariadb:") ? "mariadb" : "mysql"));
    }

    private static String url(String text) {
        if (text.isEmpty()) {
            return text;
        }
        URI url = URI.create(text);
        boolean known = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!known || url.getHost() == null || url.getRawQuery() != null) {
            throw new IllegalArgumentException();
        }
        boolean whole = !url.getRawPath().isEmpty() && !url.getRawPath().equals("/");
        return whole ? text : url.resolve(PATH).toString();
    }

    private static double share(String text) {
        double share = Double.parseDouble(text);
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException();
        }
        return share;
    }

    private static Map<String, String> headers(String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header : text.isBlank() ? new String[0] : text.split(",", -1)) {
            int end = header.indexOf('=');
            String name = header.substring(0, Math.max(0, end)).strip();
            if (!name.matches("[A-Za-z0-9_-]+")) {
                throw new IllegalArgumentException();
            }
            headers.put(name, header.substring(end + 1).strip());
        }
        return headers;
    }
}
