package erp.core.party;

import erp.core.ErpException;
import erp.core.tx.Tx;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The business partners of the caller's company. */
public final class Parties {
    private static final Set<String> COUNTRIES =
            Arrays.stream(Locale.getISOCountries()).collect(Collectors.toUnmodifiableSet());

    /** Throws {@code PARTY_INVALID} where the country is none. */
    public PartyView create(Tx tx, PartyDetails details) {
        check(details);
        Party party = tx.add(new Party(tx.newId(), details, tx.now()));
        tx.record("core.party", party.getId(), 0, "create", Map.of("name", details.name()));
        return party.view();
    }

    /** Throws {@code PARTY_NOT_FOUND}. */
    public PartyView require(Tx tx, UUID id) {
        return party(tx, id).view();
    }

    /** Replaces what is known of it. Throws {@code PARTY_NOT_FOUND}, {@code PARTY_INVALID}. */
    public PartyView change(Tx tx, UUID id, PartyDetails details) {
        check(details);
        Party party = party(tx, id);
        party.change(details);
        tx.flush();
        tx.record("core.party", id, party.getVersion(), "change", Map.of("name", details.name()));
        return party.view();
    }

    /** Those of these ids that exist. */
    public Map<UUID, PartyView> list(Tx tx, Collection<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : new PartyQueries_(tx.session())
                        .partiesOf(List.copyOf(ids)).stream()
                                .collect(Collectors.toMap(Party::getId, Party::view));
    }

    /** A partner as a document names it now. Throws {@code PARTY_NOT_FOUND}. */
    public PartyDetails details(Tx tx, UUID id) {
        return Traders.partner(tx, id).orElseThrow(() -> unknown(id));
    }

    /**
     * Our company and a partner of it, as a document names them now, with one query. Throws {@code
     * PARTY_NOT_FOUND}.
     */
    public TradingParties trading(Tx tx, UUID partner) {
        return Traders.both(tx, partner).orElseThrow(() -> unknown(partner));
    }

    private static ErpException unknown(UUID id) {
        return new ErpException(PartyError.PARTY_NOT_FOUND, "there is no party %s", id);
    }

    /** Whether ISO 3166-1 has it. */
    public static boolean isCountry(String code) {
        return COUNTRIES.contains(code);
    }

    private static Party party(Tx tx, UUID id) {
        return tx.require(Party.class, id, PartyError.PARTY_NOT_FOUND);
    }

    private static void check(PartyDetails details) {
        String country = details.country();
        if (country != null && !isCountry(country)) {
            throw ErpException.field(
                    PartyError.PARTY_INVALID,
                    "/country",
                    "country",
                    "must be an ISO 3166-1 country code such as \"DE\"");
        }
    }
}
