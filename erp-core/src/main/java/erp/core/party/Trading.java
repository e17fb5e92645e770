package erp.core.party;

/** A company and one of its partners. */
record Trading(Company company, Party party) {}
