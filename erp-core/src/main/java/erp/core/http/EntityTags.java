package erp.core.http;

import erp.core.value.InvalidValue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tags of {@code If-Match} or {@code If-None-Match}: RFC 9110, 8.8.3 and 13.1.
 *
 * @param any whether it is {@code *}
 */
public record EntityTags(boolean any, List<Tag> tags) {
    /** What the API's description says of such a header; ours has ASCII only. */
    public static final String PATTERN =
            "^(\\*|[ ,]*(W/)?\"[!#-~]*\"([ ]*,[ ,]*((W/)?\"[!#-~]*\")?)*)$";

    private static final EntityTags ANY = new EntityTags(true, List.of());
    private static final Pattern NEXT =
            Pattern.compile("[ \t,]*(W/)?(\"[!\\x23-\\x7E\\x80-\\uFFFF]*\")[ \t]*(?:,[ \t,]*|$)");

    /** A tag; its quotes belong to it. */
    public record Tag(boolean weak, String opaque) {}

    /** Reads the header's lines. Throws {@link InvalidValue}. */
    public static EntityTags parse(List<String> lines) {
        String all = String.join(",", lines).strip();
        if (all.equals("*")) {
            return ANY;
        }
        List<Tag> tags = new ArrayList<>();
        Matcher next = NEXT.matcher(all);
        int end = 0;
        while (end < all.length() && next.region(end, all.length()).lookingAt()) {
            tags.add(new Tag(next.group(1) != null, next.group(2)));
            end = next.end();
        }
        if (tags.isEmpty() || end < all.length()) {
            throw new InvalidValue(
                    "format", "must be * or ETags of earlier answers, such as \"3\"");
        }
        return new EntityTags(false, tags);
    }

    /** Whether one of them is that version for certain: a weak tag never is. */
    boolean matchStrongly(String etag) {
        return any || tags.stream().anyMatch(tag -> !tag.weak() && tag.opaque().equals(etag));
    }

    /** Whether one of them is that version, or as good as. */
    boolean matchWeakly(String etag) {
        return any || tags.stream().anyMatch(tag -> tag.opaque().equals(etag));
    }
}
