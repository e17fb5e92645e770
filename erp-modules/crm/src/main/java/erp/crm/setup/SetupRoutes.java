package erp.crm.setup;

import erp.core.http.Endpoint;
import erp.crm.common.CrmError;

import java.util.List;
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
    private static final CodedRoutes<Representative> REPRESENTATIVES =
            new CodedRoutes<>(
                    Representative.class,
                    "Representative",
                    "representatives",
                    "crm.representative",
                    CrmError.REPRESENTATIVE_NOT_FOUND,
                    CrmError.REPRESENTATIVE_EXISTS,
                    "uq_crm_representative_code",
                    Representative::new);

    private SetupRoutes() {}

    public static List<Endpoint<?>> endpoints() {
        return Stream.of(
                        SOURCES.endpoints(),
                        REASONS.endpoints(),
                        REPRESENTATIVES.endpoints(),
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
