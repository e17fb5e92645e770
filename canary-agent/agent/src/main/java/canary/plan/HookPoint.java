package canary.plan;

import java.util.Locale;

/** Where in a release its plan may have something done to the database. */
public enum HookPoint {
    /** Saves the data and proves that they can be had again; nothing is changed before. */
    BACKUP,
    /** Tries on a copy whether the versions can live with each other's schema. */
    TRIAL,
    /** Brings the schema to what both versions can use. */
    EXPAND,
    /** Takes from the schema what only the old version needed, once it is gone. */
    CONTRACT,
    /** Sees to it that a version that was rolled back does not come back by itself. */
    REJECT;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
