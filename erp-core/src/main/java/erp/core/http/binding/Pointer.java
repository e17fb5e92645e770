package erp.core.http.binding;

import org.jspecify.annotations.Nullable;

/** A place in a body; written out as a JSON pointer (RFC 6901) only where something is wrong. */
public record Pointer(@Nullable Pointer parent, String step) {
    public static final Pointer ROOT = new Pointer(null, "");

    Pointer member(String name) {
        return new Pointer(this, name);
    }

    Pointer element(int index) {
        return new Pointer(this, Integer.toString(index));
    }

    @Override
    public String toString() {
        return parent == null ? "" : parent + "/" + step.replace("~", "~0").replace("/", "~1");
    }
}
