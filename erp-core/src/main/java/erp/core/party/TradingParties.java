package erp.core.party;

/** The two sides of a document. */
public record TradingParties(PartyDetails company, PartyDetails partner) {}
