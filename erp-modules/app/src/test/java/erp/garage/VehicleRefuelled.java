package erp.garage;

import erp.core.Event;
import erp.core.value.Money;

import java.util.UUID;

/** A vehicle took fuel. */
record VehicleRefuelled(UUID vehicle, Money amount) implements Event, OfGarage {
    @Override
    public UUID aggregate() {
        return vehicle;
    }
}
