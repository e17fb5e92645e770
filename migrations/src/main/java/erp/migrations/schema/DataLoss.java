package erp.migrations.schema;

/** Whether an undo may go on where data would be gone for good. */
public enum DataLoss {
    REFUSED,
    ACCEPTED
}
