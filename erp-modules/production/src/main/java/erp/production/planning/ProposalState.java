package erp.production.planning;

/** Whether a planned order was taken up. */
public enum ProposalState {
    PLANNED,
    FIRMED
}
