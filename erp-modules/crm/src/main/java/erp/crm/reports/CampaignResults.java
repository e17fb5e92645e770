package erp.crm.reports;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Money;

import org.jspecify.annotations.Nullable;

import java.util.Currency;
import java.util.List;

/** What campaigns have brought. */
final class CampaignResults {
    private static final String RESULTS =
            """
            select c.code, c.name, c.budget, coalesce(l.leads, 0), coalesce(l.converted, 0),
                coalesce(o.opportunities, 0), coalesce(o.won, 0), coalesce(o.won_amount, 0)
            from crm_campaign c
            left join (
                select campaign_code, count(*) as leads, sum(state = 'CONVERTED') as converted
                from crm_lead where company_id = ? and campaign_code is not null and state <> 'MERGED'
                group by campaign_code
            ) l on l.campaign_code = c.code
            left join (
                select campaign_code, count(*) as opportunities, sum(state = 'WON') as won,
                    sum(case when state = 'WON' then amount end) as won_amount
                from crm_opportunity where company_id = ? and campaign_code is not null
                group by campaign_code
            ) o on o.campaign_code = c.code
            where c.company_id = ? order by c.code\
            """;

    private CampaignResults() {}

    /** What one has brought so far. */
    record Result(
            String campaignCode,
            String name,
            @Nullable Money budget,
            int leads,
            int converted,
            int opportunities,
            int won,
            Total wonAmount) {}

    static List<Result> all(Tx tx) {
        Currency currency = tx.company().currency();
        return Sql.query(
                tx.session(),
                RESULTS,
                List.of(tx.companyId(), tx.companyId(), tx.companyId()),
                row -> {
                    var budget = row.getBigDecimal(3);
                    return new Result(
                            row.getString(1),
                            row.getString(2),
                            budget == null ? null : Money.rounded(budget, currency),
                            row.getInt(4),
                            row.getInt(5),
                            row.getInt(6),
                            row.getInt(7),
                            Total.rounded(row.getBigDecimal(8), currency));
                });
    }
}
