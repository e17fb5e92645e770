package erp.migrations.backup.archive;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Writes a stream as independent chunks: compressed, encrypted when there is a key, each after its
 * length. While one chunk is packed the next one fills; no more than two are in memory.
 */
public final class ArchiveWriter extends OutputStream {
    static final byte[] MAGIC = "ERPBAK01".getBytes(StandardCharsets.US_ASCII);
    static final int CHUNK_BYTES = 1 << 20;
    static final int LAST = 1 << 31;

    private static final int LEVEL = 3;

    private final OutputStream out;
    private final Seal seal;
    private final MessageDigest digest = Digests.sha256();
    private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(LEVEL).setChecksum(true);
    private final byte[] packed = new byte[(int) Zstd.compressBound(CHUNK_BYTES)];
    private final ExecutorService worker = Executors.newSingleThreadExecutor();

    private byte[] filling = new byte[CHUNK_BYTES];
    private byte[] spare = new byte[CHUNK_BYTES];
    private int filled;
    private Future<?> packing = CompletableFuture.completedFuture(null);
    private int number;
    private boolean finished;
    private long plainBytes;
    private long bytes;

    /**
     * The stream stays open when this one is closed: whoever gave it decides what becomes of it.
     */
    public ArchiveWriter(OutputStream out, Seal seal) throws IOException {
        this.out = out;
        this.seal = seal;
        put(MAGIC, MAGIC.length);
    }

    @Override
    public void write(int value) throws IOException {
        if (filled == CHUNK_BYTES) {
            pack(false);
        }
        filling[filled++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (filled == CHUNK_BYTES) {
                pack(false);
            }
            int some = Math.min(left, CHUNK_BYTES - filled);
            System.arraycopy(source, from, filling, filled, some);
            filled += some;
            from += some;
            left -= some;
        }
    }

    /** Writes the last chunk and returns the checksum of the whole file in hexadecimal. */
    public String finish() throws IOException {
        pack(true);
        await();
        finished = true;
        return Digests.hex(digest.digest());
    }

    /** Of the whole file, once it is finished. */
    public long bytes() {
        return bytes;
    }

    /** Before compression, once it is finished. */
    public long plainBytes() {
        return plainBytes;
    }

    @Override
    public void close() throws IOException {
        worker.shutdownNow();
        try {
            if (!finished) {
                packing.cancel(true);
            }
            // Its buffers are native memory: never freed while a chunk is being packed.
            while (!worker.awaitTermination(1, java.util.concurrent.TimeUnit.MINUTES)) {}
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a chunk was packed");
        } finally {
            zstd.close();
        }
    }

    private void pack(boolean last) throws IOException {
        await();
        byte[] full = filling;
        int length = filled;
        int its = number++;
        filling = spare;
        spare = full;
        filled = 0;
        plainBytes += length;
        packing =
                worker.submit(
                        () -> {
                            pack(its, last, full, length);
                            return null;
                        });
    }

    private void pack(int its, boolean last, byte[] full, int length) throws IOException {
        int size = zstd.compressByteArray(packed, 0, packed.length, full, 0, length);
        byte[] stored = packed;
        if (seal.encryption() != null && seal.key() != null) {
            stored = seal.encryption().seal(seal.key(), its, last, packed, size);
            size = stored.length;
        }
        byte[] head = ByteBuffer.allocate(Integer.BYTES).putInt(last ? size | LAST : size).array();
        put(head, head.length);
        put(stored, size);
    }

    private void put(byte[] some, int length) throws IOException {
        out.write(some, 0, length);
        digest.update(some, 0, length);
        bytes += length;
    }

    private void await() throws IOException {
        try {
            packing.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a chunk was packed");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
