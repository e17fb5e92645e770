package canary.metrics;

import canary.counters.scrape.BadMetricsException;
import canary.counters.scrape.PrometheusText;
import canary.counters.scrape.Sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Fetches pages of metrics, bounded in time and size: a sick pod must not take the agent along. */
public final class Scraper {

    private static final int MAX_BYTES = 32 << 20;

    private final HttpClient http;
    private final Duration timeout;

    public Scraper(HttpClient http, Duration timeout) {
        this.http = http;
        this.timeout = timeout;
    }

    /**
     * Reads one page. Throws {@link UncheckedIOException} where nothing or anything but 200 answers
     * in time, {@link BadMetricsException} where the page is no metrics.
     */
    public List<Sample> scrape(URI page) {
        HttpRequest request = HttpRequest.newBuilder(page).timeout(timeout).GET().build();
        try {
            HttpResponse<InputStream> response =
                    http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] bytes = body.readNBytes(MAX_BYTES + 1);
                if (response.statusCode() != 200) {
                    throw new IOException(page + " answers " + response.statusCode());
                }
                if (bytes.length > MAX_BYTES) {
                    throw new IOException(page + " is larger than " + MAX_BYTES + " bytes");
                }
                return PrometheusText.parse(new String(bytes, StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("interrupted at " + page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
