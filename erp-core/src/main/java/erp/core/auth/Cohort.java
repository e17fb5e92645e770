package erp.core.auth;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * Puts each user into one of a hundred cohorts, for good: a release reaches whole cohorts, so a
 * user stays on one version.
 */
public final class Cohort {
    private static final int COHORTS = 100;

    private Cohort() {}

    /**
     * "00" to "99". From a digest, because the ids themselves begin with the time and would put
     * users who were created together into like cohorts.
     */
    public static String of(UUID user) {
        byte[] id =
                ByteBuffer.allocate(Long.BYTES * 2)
                        .putLong(user.getMostSignificantBits())
                        .putLong(user.getLeastSignificantBits())
                        .array();
        long number = ByteBuffer.wrap(Sha256.of(id)).getLong();
        long cohort = Long.remainderUnsigned(number, COHORTS);
        return cohort < 10 ? "0" + cohort : Long.toString(cohort);
    }
}
