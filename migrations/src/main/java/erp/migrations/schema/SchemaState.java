package erp.migrations.schema;

/**
 * Whether a schema suits this build.
 *
 * @param reason a sentence that says why it does not; "READY" when it does
 */
public record SchemaState(boolean ready, String reason) {
    static final SchemaState READY = new SchemaState(true, "READY");

    static SchemaState no(String reason) {
        return new SchemaState(false, reason);
    }
}
