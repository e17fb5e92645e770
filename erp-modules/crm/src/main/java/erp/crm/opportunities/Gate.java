package erp.crm.opportunities;

/** What an opportunity must say before it is at a stage. */
public enum Gate {
    AMOUNT("/amount"),
    EXPECTED_CLOSE("/expectedClose"),
    ORGANISATION("/organisationId"),
    CONTACT("/contactId"),
    REPRESENTATIVE("/representativeId"),
    SOURCE("/sourceCode");

    private final String pointer;

    Gate(String pointer) {
        this.pointer = pointer;
    }

    /** The field that says it. */
    String pointer() {
        return pointer;
    }
}
