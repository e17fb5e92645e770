package erp.migrations.backup.store;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * A bucket of a server that speaks S3. Nobody can be kept from writing there at the same time, so
 * what looks left behind is removed only when it is a day old.
 */
public final class S3Store implements Store {
    private static final Duration LEFT_BEHIND = Duration.ofDays(1);

    private final S3Settings settings;
    private final S3Client client;
    private final Clock clock;

    private S3Store(S3Settings settings, S3Client client, Clock clock) {
        this.settings = settings;
        this.client = client;
        this.clock = clock;
    }

    /**
     * Opens {@code s3://BUCKET/PREFIX}.
     *
     * @param environment ERP_S3_ENDPOINT for servers other than Amazon's, AWS_REGION,
     *     AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN
     */
    public static S3Store open(String place, Map<String, String> environment, Clock clock) {
        S3Settings settings = S3Settings.of(place, environment);
        return new S3Store(settings, settings.connect(environment), clock);
    }

    @Override
    public SortedSet<String> files() throws IOException {
        SortedSet<String> files = new TreeSet<>();
        ask(
                () -> {
                    for (S3Object object : objects()) {
                        files.add(object.key().substring(settings.prefix().length()));
                    }
                    return files;
                });
        files.removeIf(it -> it.isEmpty() || it.contains("/"));
        return files;
    }

    @Override
    public Upload create(String file) throws IOException {
        if (files().contains(file)) {
            throw new IOException(title() + file + " exists");
        }
        return new S3Upload(client, settings.bucket(), key(file));
    }

    @Override
    public InputStream read(String file) throws IOException {
        try {
            return client.getObject(it -> it.bucket(settings.bucket()).key(key(file)));
        } catch (NoSuchKeyException e) {
            throw new NoSuchFileException(title() + file);
        } catch (SdkException e) {
            throw refused(e);
        }
    }

    @Override
    public void delete(String file) throws IOException {
        ask(() -> client.deleteObject(it -> it.bucket(settings.bucket()).key(key(file))));
    }

    @Override
    public boolean isLeftBehind(String file) throws IOException {
        return ask(
                () ->
                        objects().stream()
                                .filter(it -> it.key().equals(key(file)))
                                .anyMatch(it -> isOld(it.lastModified())));
    }

    @Override
    public void removeLeftovers() throws IOException {
        ask(
                () -> {
                    var uploads =
                            client.listMultipartUploads(
                                    it -> it.bucket(settings.bucket()).prefix(settings.prefix()));
                    for (MultipartUpload upload : uploads.uploads()) {
                        if (isOld(upload.initiated())) {
                            client.abortMultipartUpload(
                                    it ->
                                            it.bucket(settings.bucket())
                                                    .key(upload.key())
                                                    .uploadId(upload.uploadId()));
                        }
                    }
                    return uploads;
                });
    }

    @Override
    public Closeable writer() {
        return () -> {};
    }

    @Override
    public String title() {
        return "s3://" + settings.bucket() + "/" + settings.prefix();
    }

    @Override
    public void close() {
        client.close();
    }

    static <T> T ask(Supplier<T> question) throws IOException {
        try {
            return question.get();
        } catch (SdkException e) {
            throw refused(e);
        }
    }

    private Iterable<S3Object> pages() {
        return client.listObjectsV2Paginator(
                        it -> it.bucket(settings.bucket()).prefix(settings.prefix()))
                .contents();
    }

    private List<S3Object> objects() {
        List<S3Object> objects = new ArrayList<>();
        pages().forEach(objects::add);
        return objects;
    }

    private boolean isOld(Instant at) {
        return at.isBefore(clock.instant().minus(LEFT_BEHIND));
    }

    private String key(String file) {
        return settings.prefix() + file;
    }

    private static IOException refused(SdkException e) {
        return new IOException(e.getMessage(), e);
    }
}
