package erp.crm.setup;

import erp.core.http.Versioned;
import erp.core.value.Money;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.UUID;

/** An effort to win leads, of which its results are counted. */
@Entity
@Table(name = "crm_campaign")
public class Campaign extends Coded {
    @Enumerated(EnumType.STRING)
    private CampaignChannel channel;

    private LocalDate startDate;
    private @Nullable LocalDate endDate;
    private @Nullable BigDecimal budget;

    protected Campaign() {}

    Campaign(UUID id, NewCampaign wanted) {
        super(id, wanted.code(), wanted.name(), wanted.isActive());
        change(wanted);
    }

    final void change(NewCampaign wanted) {
        rename(wanted.name(), wanted.isActive());
        channel = wanted.channel();
        startDate = wanted.startDate();
        endDate = wanted.endDate();
        budget = wanted.budget() == null ? null : wanted.budget().amount();
    }

    public CampaignChannel channel() {
        return channel;
    }

    View show(Currency currency) {
        return new View(
                getId(),
                code(),
                name(),
                channel,
                startDate,
                endDate,
                budget == null ? null : new Money(budget, currency),
                isActive(),
                getVersion());
    }

    /** A campaign as callers see it. */
    public record View(
            UUID id,
            String code,
            String name,
            CampaignChannel channel,
            LocalDate startDate,
            @Nullable LocalDate endDate,
            @Nullable Money budget,
            boolean active,
            long version)
            implements Versioned {}
}
