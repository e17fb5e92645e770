package erp.garage;

import erp.core.http.MasterRecord;
import erp.core.http.Versioned;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.core.value.Code;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;

/** The vehicles of the company. */
final class Vehicles {
    private static final String TYPE = "garage.vehicle";

    /** A vehicle as it is to be. */
    record NewVehicle(@Code(max = 20) String code, @NotBlank @Size(max = 200) String name) {}

    /** A vehicle as callers see it. */
    record VehicleView(UUID id, String code, String name, long version) implements Versioned {}

    MasterRecord<VehicleView> record() {
        return new MasterRecord<>("Vehicle", "/api/v1/garage/vehicles", VehicleView.class)
                .permissions(GaragePermission.VEHICLES_READ, GaragePermission.VEHICLES_WRITE)
                .absent(GarageError.VEHICLE_NOT_FOUND)
                .unique("uq_garage_vehicle_code", GarageError.VEHICLE_EXISTS, "/code", "is taken")
                .list(
                        "Vehicles, newest first",
                        Listing.of(Vehicle.class)
                                .prefix("codePrefix", "code", "only those whose code begins so")
                                .sort("code")
                                .as(VehicleView.class, Vehicle::view))
                .create("Buys a vehicle", NewVehicle.class, this::add)
                .get("One vehicle", (tx, id) -> require(tx, id).view())
                .change("Replaces what is known of a vehicle", NewVehicle.class, this::change)
                .history(TYPE);
    }

    Vehicle require(Tx tx, UUID id) {
        return tx.require(Vehicle.class, id, GarageError.VEHICLE_NOT_FOUND);
    }

    private VehicleView add(Tx tx, NewVehicle wanted) {
        Vehicle vehicle = new Vehicle(tx.newId(), wanted);
        return tx.created(TYPE, vehicle, Map.of("code", wanted.code())).view();
    }

    private VehicleView change(Tx tx, UUID id, NewVehicle wanted, LongConsumer expect) {
        Vehicle vehicle = require(tx, id);
        expect.accept(vehicle.getVersion());
        vehicle.change(wanted);
        tx.changed(TYPE, vehicle, "change", Map.of("code", wanted.code()));
        return vehicle.view();
    }
}
