package erp.crm.reports;

import erp.core.Permission;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.crm.common.CrmPermission;
import erp.crm.parties.CustomerLinks;
import erp.finance.common.FinancePermission;
import erp.finance.payments.PartyPayments;
import erp.sales.Sales;
import erp.sales.common.SalesPermission;
import erp.sales.documents.CustomerDocument;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * What happened with an organisation in all modules, newest first: only what the caller may see
 * where it is kept.
 */
final class Timeline {
    private static final String ACTIVITIES =
            """
            select id, kind, subject, created_at, closed_at, state from crm_activity
            where company_id = ? and (organisation_id = ?
                or contact_id in (select id from crm_contact where company_id = ? and organisation_id = ?)
                or opportunity_id in (select id from crm_opportunity where company_id = ? and organisation_id = ?))
                and coalesce(closed_at, created_at) < ?
            order by coalesce(closed_at, created_at) desc limit ?\
            """;

    private static final String CHANGES =
            """
            select o.id, o.title, c.to_state, s.name, c.amount, c.changed_at, c.change_no
            from crm_stage_change c
            join crm_opportunity o on o.id = c.opportunity_id
            join crm_stage s on s.id = c.to_stage_id
            where c.company_id = ? and o.organisation_id = ? and c.changed_at < ?
            order by c.changed_at desc, c.change_no desc limit ?\
            """;

    private static final String CONVERSIONS =
            """
            select l.id, coalesce(l.organisation_name, l.last_name), c.converted_at
            from crm_conversion c
            join crm_opportunity o on o.id = c.opportunity_id
            join crm_lead l on l.id = c.lead_id
            where c.company_id = ? and o.organisation_id = ? and c.converted_at < ?
            order by c.converted_at desc limit ?\
            """;

    private final Sales sales;

    Timeline(Sales sales) {
        this.sales = sales;
    }

    /** What an entry is about. */
    enum Kind {
        LEAD_CONVERTED,
        OPPORTUNITY,
        ACTIVITY,
        QUOTATION,
        ORDER,
        DELIVERY,
        INVOICE,
        PAYMENT
    }

    /**
     * One thing that happened.
     *
     * @param id of the lead, opportunity, activity or document
     */
    record Entry(Instant at, Kind kind, UUID id, String text, @Nullable Money amount) {}

    /**
     * A part of it.
     *
     * @param next for {@code before}, of the following part; null at the end
     */
    record Part(List<Entry> items, @Nullable Instant next) {}

    Part of(Tx tx, UUID organisation, Instant before, int limit) {
        List<UUID> customers = CustomerLinks.of(tx, organisation);
        List<Entry> all = new ArrayList<>();
        if (may(tx, CrmPermission.ACTIVITIES_READ)) {
            all.addAll(activities(tx, organisation, before, limit + 1));
        }
        if (may(tx, CrmPermission.OPPORTUNITIES_READ)) {
            all.addAll(changes(tx, organisation, before, limit + 1));
        }
        if (may(tx, CrmPermission.LEADS_READ)) {
            all.addAll(conversions(tx, organisation, before, limit + 1));
        }
        sales.documents(tx, customers, before, limit + 1).stream()
                .filter(document -> maySee(tx, document))
                .map(Timeline::entry)
                .forEach(all::add);
        if (may(tx, FinancePermission.PAYMENTS_READ)) {
            PartyPayments.received(tx, customers, before, limit + 1).stream()
                    .map(
                            it ->
                                    new Entry(
                                            it.at(),
                                            Kind.PAYMENT,
                                            it.id(),
                                            "payment " + it.reference(),
                                            it.amount()))
                    .forEach(all::add);
        }
        all.sort(Comparator.comparing(Entry::at).reversed());
        return part(all, limit);
    }

    /** Entries of one moment stay together, as the next part begins before a moment. */
    private static Part part(List<Entry> all, int limit) {
        if (all.size() <= limit) {
            return new Part(all, null);
        }
        int end = limit;
        while (end < all.size() && all.get(end).at().equals(all.get(end - 1).at())) {
            end++;
        }
        List<Entry> shown = List.copyOf(all.subList(0, end));
        return new Part(shown, end == all.size() ? null : shown.getLast().at());
    }

    private static List<Entry> activities(Tx tx, UUID organisation, Instant before, int most) {
        UUID company = tx.companyId();
        return Sql.query(
                tx.session(),
                ACTIVITIES,
                List.of(
                        company,
                        organisation,
                        company,
                        organisation,
                        company,
                        organisation,
                        before,
                        most),
                row -> {
                    LocalDateTime closed = row.getObject(5, LocalDateTime.class);
                    LocalDateTime at =
                            closed == null ? row.getObject(4, LocalDateTime.class) : closed;
                    return new Entry(
                            at.toInstant(ZoneOffset.UTC),
                            Kind.ACTIVITY,
                            Sql.uuid(row.getBytes(1)),
                            "%s %s: %s"
                                    .formatted(
                                            row.getString(2), row.getString(6), row.getString(3)),
                            null);
                });
    }

    private static List<Entry> changes(Tx tx, UUID organisation, Instant before, int most) {
        var currency = tx.company().currency();
        return Sql.query(
                tx.session(),
                CHANGES,
                List.of(tx.companyId(), organisation, before, most),
                row -> {
                    var amount = row.getBigDecimal(5);
                    return new Entry(
                            row.getObject(6, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                            Kind.OPPORTUNITY,
                            Sql.uuid(row.getBytes(1)),
                            "%s: %s at %s"
                                    .formatted(
                                            row.getString(2), row.getString(3), row.getString(4)),
                            amount == null ? null : Money.rounded(amount, currency));
                });
    }

    private static List<Entry> conversions(Tx tx, UUID organisation, Instant before, int most) {
        return Sql.query(
                tx.session(),
                CONVERSIONS,
                List.of(tx.companyId(), organisation, before, most),
                row ->
                        new Entry(
                                row.getObject(3, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                                Kind.LEAD_CONVERTED,
                                Sql.uuid(row.getBytes(1)),
                                "lead " + row.getString(2),
                                null));
    }

    private static Entry entry(CustomerDocument document) {
        String number = document.number() == null ? "" : " " + document.number();
        String state = document.state() == null ? "" : ": " + document.state();
        return new Entry(
                document.at(),
                kind(document.kind()),
                document.id(),
                kind(document.kind()).name().toLowerCase(Locale.ROOT) + number + state,
                document.total());
    }

    private static Kind kind(CustomerDocument.Kind kind) {
        return switch (kind) {
            case QUOTATION -> Kind.QUOTATION;
            case ORDER -> Kind.ORDER;
            case DELIVERY -> Kind.DELIVERY;
            case INVOICE -> Kind.INVOICE;
        };
    }

    private static boolean maySee(Tx tx, CustomerDocument document) {
        return switch (document.kind()) {
            case QUOTATION -> may(tx, SalesPermission.QUOTATIONS_READ);
            case ORDER, DELIVERY -> may(tx, SalesPermission.ORDERS_READ);
            case INVOICE -> may(tx, SalesPermission.INVOICES_READ);
        };
    }

    private static boolean may(Tx tx, Permission right) {
        return tx.actor().may(right.code());
    }
}
