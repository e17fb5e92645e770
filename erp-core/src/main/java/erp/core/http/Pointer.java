package erp.core.http;

import org.jspecify.annotations.Nullable;

/** A place in a body; written out as a JSON pointer (RFC 6901) only where something is wrong. */
record Pointer(@Nullable Pointer parent, String step) {
    static final Pointer ROOT = new Pointer(null, "");

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
