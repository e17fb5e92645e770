package erp.crm.parties;

/** What buys: a company, or a person for itself. */
public enum OrganisationKind {
    COMPANY,
    PERSON
}
