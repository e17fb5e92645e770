package erp.garage;

import erp.core.Permission;

/** Rights in the garage. */
enum GaragePermission implements Permission, OfGarage {
    VEHICLES_READ,
    VEHICLES_WRITE
}
