package erp.migrations.backup.store;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** An object in parts, which becomes one when all of them are there. One part is in memory. */
final class S3Upload extends OutputStream implements Store.Upload {
    private static final int PART_BYTES = 16 << 20;

    /** S3 takes no more: 160 GB. */
    private static final int MOST_PARTS = 10_000;

    private final S3Client client;
    private final String bucket;
    private final String key;
    private final byte[] part = new byte[PART_BYTES];
    private final List<CompletedPart> parts = new ArrayList<>();
    private int filled;
    private @Nullable String uploadId;

    S3Upload(S3Client client, String bucket, String key) {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
    }

    @Override
    public OutputStream stream() {
        return this;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (filled == PART_BYTES) {
                send();
            }
            int some = Math.min(length - done, PART_BYTES - filled);
            System.arraycopy(source, offset + done, part, filled, some);
            filled += some;
            done += some;
        }
    }

    @Override
    public void commit() throws IOException {
        if (uploadId == null) {
            S3Store.ask(() -> client.putObject(it -> it.bucket(bucket).key(key), body()));
            return;
        }
        send();
        S3Store.ask(
                () ->
                        client.completeMultipartUpload(
                                it ->
                                        it.bucket(bucket)
                                                .key(key)
                                                .uploadId(uploadId)
                                                .multipartUpload(all -> all.parts(parts))));
        uploadId = null;
    }

    /** Gives up what was not committed. */
    @Override
    public void close() throws IOException {
        if (uploadId != null) {
            S3Store.ask(
                    () ->
                            client.abortMultipartUpload(
                                    it -> it.bucket(bucket).key(key).uploadId(uploadId)));
            uploadId = null;
        }
    }

    private void send() throws IOException {
        if (parts.size() == MOST_PARTS) {
            throw new IOException(
                    "a file in S3 cannot be longer than %d parts of %d bytes"
                            .formatted(MOST_PARTS, PART_BYTES));
        }
        int number = parts.size() + 1;
        parts.add(
                S3Store.ask(
                        () -> {
                            String id = begun();
                            String tag =
                                    client.uploadPart(
                                                    it ->
                                                            it.bucket(bucket)
                                                                    .key(key)
                                                                    .uploadId(id)
                                                                    .partNumber(number),
                                                    body())
                                            .eTag();
                            return CompletedPart.builder().partNumber(number).eTag(tag).build();
                        }));
        filled = 0;
    }

    private String begun() {
        if (uploadId == null) {
            uploadId = client.createMultipartUpload(it -> it.bucket(bucket).key(key)).uploadId();
        }
        return uploadId;
    }

    /** Not copied: the part is the largest thing in memory. */
    private RequestBody body() {
        int length = filled;
        return RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(part, 0, length),
                length,
                "application/octet-stream");
    }
}
