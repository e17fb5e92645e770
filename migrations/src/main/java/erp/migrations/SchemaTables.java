package erp.migrations;

import java.util.Set;

/** The names of the tables that migrations themselves are kept in. */
final class SchemaTables {
    /** Flyway's history: which migration was applied, and whether it failed. */
    static final String HISTORY = "flyway_schema_history";

    /** The step that is under way, if one is: how a kill in the middle is recognised. */
    static final String STEP = "schema_step";

    /** Which migration was taken back, when, by whom, and what it cost. */
    static final String UNDO_LOG = "schema_undo_log";

    static final Set<String> OWN = Set.of(HISTORY, STEP, UNDO_LOG);

    private SchemaTables() {}
}
