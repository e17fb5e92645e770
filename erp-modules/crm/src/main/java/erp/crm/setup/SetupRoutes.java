package erp.crm.setup;

import erp.core.http.Endpoint;
import erp.core.tx.Tx;
import erp.crm.common.CrmError;

import java.util.List;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** What is set up once, over HTTP. */
public final class SetupRoutes {
    private static final CodedRoutes<Source> SOURCES =
            new CodedRoutes<>(
                    Source.class,
                    "Source",
                    "sources",
                    "crm.source",
                    CrmError.SOURCE_NOT_FOUND,
                    CrmError.SOURCE_EXISTS,
                    "uq_crm_source_code",
                    Source::new);
    private static final CodedRoutes<LostReason> REASONS =
            new CodedRoutes<>(
                    LostReason.class,
                    "LostReason",
                    "lost-reasons",
                    "crm.lost-reason",
                    CrmError.LOST_REASON_NOT_FOUND,
                    CrmError.LOST_REASON_EXISTS,
                    "uq_crm_lost_reason_code",
                    LostReason::new);

    private SetupRoutes() {}

    /**
     * @param users whether there is such a user of the company
     */
    public static List<Endpoint<?>> endpoints(BiPredicate<Tx, UUID> users) {
        return Stream.of(
                        SOURCES.endpoints(),
                        REASONS.endpoints(),
                        new RepresentativeRoutes(users).endpoints(),
                        Campaigns.endpoints(),
                        Territories.endpoints())
                .<Endpoint<?>>flatMap(List::stream)
                .toList();
    }

    public static List<Class<?>> entities() {
        return List.of(
                Source.class,
                LostReason.class,
                Representative.class,
                Campaign.class,
                Territory.class,
                TerritoryMember.class);
    }
}
