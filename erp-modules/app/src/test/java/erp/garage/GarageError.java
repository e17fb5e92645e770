package erp.garage;

import erp.core.ErrorCode;

/** What the garage refuses. */
enum GarageError implements ErrorCode, OfGarage {
    VEHICLE_NOT_FOUND(Kind.NOT_FOUND),
    VEHICLE_EXISTS(Kind.CONFLICT),
    CURRENCY(Kind.INVALID);

    private final Kind kind;

    GarageError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
