package erp.migrations.sql;

/** Why the schema or the embedded database cannot do what was asked, in one sentence for people. */
public final class MigrationException extends RuntimeException {
    public MigrationException(String sentence) {
        super(sentence);
    }

    public MigrationException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
