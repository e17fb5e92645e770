package erp.crm.identity;

import org.jspecify.annotations.Nullable;

import java.net.IDN;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * By what a party is known again, in the one form that all spellings have.
 *
 * @param value an address in lower case, a number as E.164 has it, letters and digits
 */
public record Key(Kind kind, String value) {
    /** What it is, in the order in which keys are claimed. */
    public enum Kind {
        EMAIL("/email"),
        PHONE("/phone"),
        TAX_ID("/taxId");

        private final String pointer;

        Kind(String pointer) {
            this.pointer = pointer;
        }

        /** The field that has it. */
        public String pointer() {
            return pointer;
        }
    }

    /**
     * Those that there are, in the order in which they are claimed.
     *
     * @param phone as E.164 has it
     */
    public static List<Key> of(
            @Nullable String email, @Nullable String phone, @Nullable String taxId) {
        List<Key> keys = new ArrayList<>(3);
        if (email != null) {
            keys.add(new Key(Kind.EMAIL, email(email)));
        }
        if (phone != null) {
            keys.add(new Key(Kind.PHONE, phone));
        }
        if (taxId != null) {
            keys.add(new Key(Kind.TAX_ID, taxId(taxId)));
        }
        return keys;
    }

    /** The tax numbers among them. */
    public static List<Key> taxIds(List<Key> keys) {
        return keys.stream().filter(key -> key.kind() == Kind.TAX_ID).toList();
    }

    /** Each of both once, in the order in which they are claimed. */
    public static List<Key> together(List<Key> some, List<Key> more) {
        return Stream.concat(some.stream(), more.stream())
                .distinct()
                .sorted(Comparator.comparing(Key::kind).thenComparing(Key::value))
                .toList();
    }

    /** The same mailbox, however it is written: nobody gives out two that differ by case alone. */
    private static String email(String text) {
        int at = text.lastIndexOf('@');
        String domain = text.substring(at + 1);
        try {
            domain = IDN.toASCII(domain);
        } catch (IllegalArgumentException _) {
            // no name of the Internet's: two of them are still the same where they read the same
        }
        return (text.substring(0, at + 1) + domain).toLowerCase(Locale.ROOT);
    }

    /** {@code DE 123.456-789} as {@code DE123456789}. */
    private static String taxId(String text) {
        String bare = text.replaceAll("[^\\p{L}\\p{N}]", "").toUpperCase(Locale.ROOT);
        return bare.isEmpty() ? text : bare;
    }
}
