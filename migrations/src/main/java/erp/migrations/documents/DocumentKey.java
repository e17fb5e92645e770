package erp.migrations.documents;

import java.util.UUID;

/**
 * Which document.
 *
 * @param type as in the history, {@code sales.invoice}
 */
public record DocumentKey(String type, UUID id) {

    /** The module it belongs to, {@code sales}. */
    public String module() {
        int dot = type.indexOf('.');
        return dot < 0 ? type : type.substring(0, dot);
    }

    /** As people call it: {@code sales.invoice 2026-000017}, by its id where it has no number. */
    public String name(DocumentSketch sketch) {
        return type + " " + (sketch.number() == null ? id.toString() : sketch.number());
    }
}
