package canary.router;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names routes for metrics: a path with its ids replaced. A name is admitted when a request to it
 * succeeds, and only so many, so that a scanner's paths cannot fill the memory of whoever scrapes.
 */
public final class RouteNames {

    static final String NONE = "none";

    private static final int MOST = 500;
    private static final int LONGEST = 200;
    private static final int FIRST_FAILURE = 400;
    private static final int UUID_LENGTH = 36;

    private final Set<String> admitted = ConcurrentHashMap.newKeySet();

    /** The name for a path whose request was answered so. */
    String name(String path, int status) {
        if (path.length() > LONGEST) {
            return NONE;
        }
        String template = template(path);
        if (admitted.contains(template)) {
            return template;
        }
        if (status >= FIRST_FAILURE || admitted.size() >= MOST) {
            return NONE;
        }
        admitted.add(template);
        return template;
    }

    /** Replaces each segment that is a number or a UUID by {id}. */
    public static String template(String path) {
        StringBuilder template = new StringBuilder(path.length());
        int start = 0;
        while (start < path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            if (isId(path, start, end)) {
                template.append("{id}");
            } else {
                template.append(path, start, end);
            }
            if (slash >= 0) {
                template.append('/');
            }
            start = end + 1;
        }
        return template.toString();
    }

    private static boolean isId(String path, int start, int end) {
        if (start == end) {
            return false;
        }
        boolean number = true;
        boolean uuid = end - start == UUID_LENGTH;
        for (int i = start; i < end && (number || uuid); i++) {
            char c = path.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            number &= digit;
            uuid &= isDash(i - start) ? c == '-' : digit || isHexLetter(c);
        }
        return number || uuid;
    }

    private static boolean isDash(int place) {
        return place == 8 || place == 13 || place == 18 || place == 23;
    }

    private static boolean isHexLetter(char c) {
        char lower = (char) (c | 0x20);
        return lower >= 'a' && lower <= 'f';
    }
}
