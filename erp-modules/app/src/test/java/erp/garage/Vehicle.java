package erp.garage;

import erp.core.tx.Document;
import erp.garage.Vehicles.NewVehicle;
import erp.garage.Vehicles.VehicleView;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.util.UUID;

/** Something that drives. */
@Entity
@Table(name = "garage_vehicle")
class Vehicle extends Document {
    private String code;
    private String name;

    protected Vehicle() {}

    Vehicle(UUID id, NewVehicle wanted) {
        super(id);
        change(wanted);
    }

    final void change(NewVehicle wanted) {
        code = wanted.code();
        name = wanted.name();
    }

    VehicleView view() {
        return new VehicleView(getId(), code, name, getVersion());
    }
}
