package erp.migrations.sql;

import java.util.Set;

/** The names of the tables that migrations themselves are kept in. */
public final class SchemaTables {
    /** Flyway's history: which migration was applied, and whether it failed. */
    public static final String HISTORY = "flyway_schema_history";

    /** The step that is under way, if one is: how a kill in the middle is recognised. */
    public static final String STEP = "schema_step";

    /** Which migration was taken back, when, by whom, and what it cost. */
    static final String UNDO_LOG = "schema_undo_log";

    /** Which of the applied migrations are contract steps: no build without them may run. */
    public static final String CONTRACT = "schema_contract";

    /** How long each migration took, and held others up, when it was tried on many rows. */
    public static final String REHEARSAL = "schema_rehearsal";

    public static final Set<String> OWN = Set.of(HISTORY, STEP, UNDO_LOG, CONTRACT, REHEARSAL);

    private SchemaTables() {}
}
