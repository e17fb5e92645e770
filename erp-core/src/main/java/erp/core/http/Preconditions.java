package erp.core.http;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;

import erp.core.CoreError;
import erp.core.ErpException;

import org.jspecify.annotations.Nullable;

/**
 * On which versions a request insists: RFC 9110, 13. A header that was not sent is null and asks
 * for nothing.
 */
public record Preconditions(@Nullable EntityTags match, @Nullable EntityTags noneMatch) {

    boolean isEmpty() {
        return match == null && noneMatch == null;
    }

    /** Refuses with 412 a write to a document that is at another version than it insists on. */
    void check(String etag) {
        if (match != null && !match.matchStrongly(etag)) {
            throw mismatch("%s names another version: the document is at %s", "If-Match", etag);
        }
        if (noneMatch != null && noneMatch.matchWeakly(etag)) {
            throw mismatch("%s names this version: the document is at %s", "If-None-Match", etag);
        }
    }

    /** The same for what has no versions: no tag is one of it. */
    public void checkUnversioned() {
        if (match != null && !match.any()) {
            throw mismatch("%s names a version, and what is asked here has none", "If-Match");
        }
        if (noneMatch != null && noneMatch.any()) {
            throw mismatch("%s is *, and what is asked here is there", "If-None-Match");
        }
    }

    /** What a read is answered: 304 where the caller has it already. */
    public Reply answer(Reply reply) {
        if (reply.status() != 200) {
            return reply;
        }
        String etag = reply.headers().get("ETag");
        if (match != null && !(etag == null ? match.any() : match.matchStrongly(etag))) {
            throw mismatch("%s does not name what is there now", "If-Match");
        }
        boolean has =
                noneMatch != null && (etag == null ? noneMatch.any() : noneMatch.matchWeakly(etag));
        return has ? new Reply(304, null, reply.headers()) : reply;
    }

    @FormatMethod
    private static ErpException mismatch(@FormatString String format, Object... args) {
        return new ErpException(CoreError.VERSION_MISMATCH, format, args);
    }
}
