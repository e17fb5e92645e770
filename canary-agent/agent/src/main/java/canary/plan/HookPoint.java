package canary.plan;

import java.util.Locale;

/** Where in a release its plan may have something done to the database. */
public enum HookPoint {
    /** Saves the data and proves that they can be had again; nothing is changed before. */
    BACKUP,
    /** Brings the schema to what both versions can use. */
    EXPAND,
    /** Takes from the schema what only the old version needed, once it is gone. */
    CONTRACT;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
