package erp.garage;

import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.garage.Refuellings.RefuellingView;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.UUID;

/** Fuel that a vehicle took, paid at once. Append-only. */
@Entity
@Table(name = "garage_refuelling")
class Refuelling extends CompanyRow {
    private UUID vehicleId;
    private LocalDate refuellingDate;
    private Currency currency;
    private BigDecimal amount;

    protected Refuelling() {}

    Refuelling(Tx tx, Vehicle vehicle, LocalDate date, Money amount) {
        super(tx.newId());
        this.vehicleId = vehicle.getId();
        this.refuellingDate = date;
        this.currency = amount.currency();
        this.amount = amount.amount();
    }

    RefuellingView view() {
        return new RefuellingView(
                getId(), vehicleId, refuellingDate, new Money(amount, currency), 0);
    }
}
