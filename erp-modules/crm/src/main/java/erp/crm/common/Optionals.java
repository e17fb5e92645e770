package erp.crm.common;

import org.jspecify.annotations.Nullable;

/** Texts that may be left out. */
public final class Optionals {
    private Optionals() {}

    /** Without spaces around it; null where nothing is left. */
    public static @Nullable String stripped(@Nullable String text) {
        String stripped = text == null ? "" : text.strip();
        return stripped.isEmpty() ? null : stripped;
    }
}
