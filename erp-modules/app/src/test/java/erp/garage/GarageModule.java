package erp.garage;

import erp.core.Permission;
import erp.core.http.Endpoint;
import erp.core.module.ErpModule;
import erp.finance.ledger.Ledger;

import java.util.List;
import java.util.stream.Stream;

/** The garage, as a module. */
final class GarageModule implements ErpModule, OfGarage {
    private final Vehicles vehicles = new Vehicles();
    private final Refuellings refuellings;

    GarageModule(Ledger ledger) {
        this.refuellings = new Refuellings(ledger, vehicles);
    }

    @Override
    public String purpose() {
        return "Vehicles and their fuel";
    }

    @Override
    public List<Class<?>> entities() {
        return List.of(Vehicle.class, Refuelling.class);
    }

    @Override
    public List<? extends Permission> permissions() {
        return List.of(GaragePermission.values());
    }

    @Override
    public List<Endpoint<?>> endpoints() {
        return Stream.of(vehicles.record().endpoints(), refuellings.endpoints())
                .<Endpoint<?>>flatMap(List::stream)
                .toList();
    }
}
