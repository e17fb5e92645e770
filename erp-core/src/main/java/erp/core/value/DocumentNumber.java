package erp.core.value;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * What people call a document without a legal number: {@code SO-261124-0VK3Q9X2M}. It may have
 * gaps, so it is made of the document's id alone and nobody waits for a counter: the business date,
 * then 45 bits of the id, 27 of its milliseconds and 18 random ones, in Crockford's base 32. It
 * sorts by time within a day.
 */
public final class DocumentNumber {
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd");
    private static final int RANDOM_BITS = 18;
    private static final long DAY_MILLIS = 86_400_000;

    private DocumentNumber() {}

    /**
     * @param kind what it begins with, {@code SO}
     * @param id of version 7
     */
    public static String of(String kind, UUID id, LocalDate date) {
        long millis = (id.getMostSignificantBits() >>> 16) % DAY_MILLIS;
        long random = id.getLeastSignificantBits() & ((1L << RANDOM_BITS) - 1);
        long bits = millis << RANDOM_BITS | random;
        StringBuilder text = new StringBuilder(kind).append('-');
        text.append(DAY.format(date)).append('-');
        for (int shift = 40; shift >= 0; shift -= 5) {
            text.append(DIGITS.charAt((int) (bits >>> shift & 31)));
        }
        return text.toString();
    }
}
