package erp.migrations.backup.archive;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;

import erp.migrations.sql.MigrationException;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

import javax.crypto.AEADBadTagException;

/**
 * Reads what {@link ArchiveWriter} wrote. Damage is found at the latest in {@link #finish}, which
 * must have passed before anything that was read is believed.
 */
public final class ArchiveReader extends InputStream {
    private static final int MAX_STORED = ArchiveWriter.CHUNK_BYTES * 2;

    private final String name;
    private final InputStream in;
    private final Seal seal;
    private final MessageDigest digest = Digests.sha256();
    private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
    private final byte[] plain = new byte[ArchiveWriter.CHUNK_BYTES];

    private int position;
    private int limit;
    private int number;
    private boolean lastRead;
    private long bytes;

    /** Closes the stream with itself. */
    public ArchiveReader(String name, InputStream in, Seal seal) throws IOException {
        this.name = name;
        this.in = new BufferedInputStream(in, 1 << 16);
        this.seal = seal;
        if (!Arrays.equals(take(ArchiveWriter.MAGIC.length), ArchiveWriter.MAGIC)) {
            throw damaged("it does not begin as a backup does");
        }
    }

    @Override
    public int read() throws IOException {
        return fill() ? plain[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (!fill()) {
            return -1;
        }
        int some = Math.min(length, limit - position);
        System.arraycopy(plain, position, target, offset, some);
        position += some;
        return some;
    }

    /** Reads what is left and compares the whole file with its checksum. */
    public void finish(String sha256) throws IOException {
        while (fill()) {
            position = limit;
        }
        if (in.read() >= 0) {
            throw damaged("something follows its end");
        }
        if (!Digests.hex(digest.digest()).equals(sha256)) {
            throw damaged("its checksum is not the manifest's");
        }
    }

    /** Bytes of the file read until now. */
    public long bytes() {
        return bytes;
    }

    public MigrationException damaged(String why) {
        return new MigrationException(
                "Backup %s is damaged: %s (chunk %d, byte %d of its data). Use another one."
                        .formatted(name, why, number, bytes));
    }

    @Override
    public void close() throws IOException {
        zstd.close();
        in.close();
    }

    private boolean fill() throws IOException {
        while (position == limit) {
            if (lastRead) {
                return false;
            }
            unpack();
        }
        return true;
    }

    private void unpack() throws IOException {
        int head = ByteBuffer.wrap(take(Integer.BYTES)).getInt();
        lastRead = (head & ArchiveWriter.LAST) != 0;
        int length = head & ~ArchiveWriter.LAST;
        if (length > MAX_STORED) {
            throw damaged("a chunk cannot have " + length + " bytes");
        }
        byte[] stored = take(length);
        try {
            if (seal.encryption() != null && seal.key() != null) {
                stored = seal.encryption().open(seal.key(), number, lastRead, stored);
            }
            limit = zstd.decompressByteArray(plain, 0, plain.length, stored, 0, stored.length);
        } catch (AEADBadTagException e) {
            throw damaged("a chunk was changed, or is not where it was");
        } catch (ZstdException e) {
            throw damaged("a chunk cannot be unpacked, " + e.getMessage());
        }
        position = 0;
        number++;
    }

    private byte[] take(int length) throws IOException {
        byte[] some = in.readNBytes(length);
        bytes += some.length;
        digest.update(some);
        if (some.length < length) {
            throw damaged("it ends too early");
        }
        return some;
    }
}
