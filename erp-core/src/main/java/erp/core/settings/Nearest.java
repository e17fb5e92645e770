package erp.core.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses what a misspelt name was meant to be. */
final class Nearest {
    /** Further off than this many letters it is another name, not a typing error. */
    private static final int LIMIT = 4;

    private Nearest() {}

    static String hint(String name, Collection<String> known) {
        return nearest(name, known).map(it -> ": did you mean " + it + "?").orElse("");
    }

    static String pathHint(String name, Collection<String> known) {
        return nearest(name, known).map(it -> ": did you mean " + Key.path(it) + "?").orElse("");
    }

    private static Optional<String> nearest(String name, Collection<String> known) {
        int limit = Math.min(LIMIT, (name.length() - Key.PREFIX.length()) / 3);
        return known.stream()
                .filter(it -> distance(name, it) <= limit || endsLike(it, name))
                .min(
                        Comparator.comparingInt((String it) -> distance(name, it))
                                .thenComparing(it -> it));
    }

    /** {@code ERP_HTTP_PORT} for {@code ERP_PORT}. */
    private static boolean endsLike(String known, String name) {
        return name.startsWith(Key.PREFIX)
                && known.endsWith(name.substring(Key.PREFIX.length() - 1));
    }

    /** Levenshtein's: how many letters to add, drop or change. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
