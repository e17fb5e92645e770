package erp.production.planning;

import erp.core.tx.CompanyRow;
import erp.core.value.Quantity;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/** So much of a supply is for a demand, for queries; {@link ResultWriter} makes it. */
@Entity
@Immutable
@Table(name = "production_pegging")
class Pegging extends CompanyRow {
    private UUID runId;
    private UUID itemId;
    private BigDecimal quantity;
    private LocalDate neededOn;
    private String demandType;
    private UUID demandSourceId;
    private String supplyType;
    private UUID supplySourceId;

    protected Pegging() {}

    UUID runId() {
        return runId;
    }

    View view() {
        return new View(
                getId(),
                itemId,
                new Quantity(quantity),
                neededOn,
                demandType,
                demandSourceId,
                supplyType,
                supplySourceId);
    }

    /**
     * So much of a supply is for a demand.
     *
     * @param demandType of the document; {@code production.planned-order} where the plan itself
     *     wants it, {@code inventory.safety-stock} with the item's id where it is to lie
     * @param supplyType likewise; {@code inventory.stock} with the item's id where it is on hand
     */
    public record View(
            UUID id,
            UUID itemId,
            Quantity quantity,
            LocalDate neededOn,
            String demandType,
            UUID demandId,
            String supplyType,
            UUID supplyId) {}
}
