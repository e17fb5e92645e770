package erp.migrations.backup.dump;

import erp.migrations.backup.archive.Digests;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Number and checksum of a table's rows: the sum of the SHA-256 of each, as four numbers of 64
 * bits. A sum needs no order: two servers need not sort alike, and a table without a key has none.
 */
public final class RowHash {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int LANES = 4;

    private final MessageDigest digest = Digests.sha256();
    private final byte[] salt;
    private final byte[] hash = new byte[LANES * Long.BYTES];
    private final long[] sum = new long[LANES];
    private long rows;

    /** The salt begins every row; empty where everybody may compute the checksum. */
    public RowHash(byte[] salt) {
        this.salt = salt.clone();
    }

    void add(byte[] source, int offset, int length) {
        try {
            digest.update(salt);
            digest.update(source, offset, length);
            digest.digest(hash, 0, hash.length);
        } catch (DigestException e) {
            throw new IllegalStateException("32 bytes suffice for SHA-256", e);
        }
        for (int lane = 0; lane < LANES; lane++) {
            sum[lane] += (long) LONG.get(hash, lane * Long.BYTES);
        }
        rows++;
    }

    public long rows() {
        return rows;
    }

    public String checksum() {
        StringBuilder text = new StringBuilder();
        for (long lane : sum) {
            text.append(HexFormat.of().toHexDigits(lane));
        }
        return text.toString();
    }
}
