package erp.migrations;

/** A wrong command line; the usage text says what is right. */
final class UsageException extends RuntimeException {
    UsageException(String message) {
        super(message);
    }
}
