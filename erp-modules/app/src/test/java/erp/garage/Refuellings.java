package erp.garage;

import erp.core.CoreError;
import erp.core.Violations;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.http.Versioned;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line;
import erp.finance.common.FinanceError;
import erp.finance.common.PeriodRefusal;
import erp.finance.ledger.Entry;
import erp.finance.ledger.Ledger;
import erp.finance.ledger.Source;
import erp.finance.numbering.Book;

import jakarta.validation.constraints.Positive;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Posts what fuel cost. */
final class Refuellings {
    private static final String TYPE = "garage.refuelling";
    private static final String PATH = "/api/v1/garage/refuellings";

    private final Ledger ledger;
    private final Vehicles vehicles;

    Refuellings(Ledger ledger, Vehicles vehicles) {
        this.ledger = ledger;
        this.vehicles = vehicles;
    }

    /** What was paid; today where no date is named. */
    record Refuel(@Positive Money amount, @Nullable LocalDate date) {}

    /** A refuelling as callers see it; it never changes. */
    record RefuellingView(UUID id, UUID vehicleId, LocalDate date, Money amount, long version)
            implements Versioned {}

    List<Endpoint<?>> endpoints() {
        return List.of(
                Endpoint.get(PATH, "listRefuellings", "Refuellings, newest first")
                        .permission(GaragePermission.VEHICLES_READ)
                        .list(
                                Listing.of(Refuelling.class)
                                        .equal("vehicleId", "only of this vehicle")
                                        .range("refuellingDate", "dated")
                                        .as(RefuellingView.class, Refuelling::view)),
                Endpoint.post(
                                "/api/v1/garage/vehicles/{id}/refuel",
                                "refuelVehicle",
                                "Posts fuel that was paid at once")
                        .body(Refuel.class)
                        .permission(GaragePermission.VEHICLES_WRITE)
                        .keyRequired()
                        .creates(RefuellingView.class)
                        .problems(
                                GarageError.VEHICLE_NOT_FOUND,
                                GarageError.CURRENCY,
                                CoreError.FUTURE_DATE,
                                FinanceError.NO_ACCOUNT_OF_ROLE,
                                FinanceError.NO_PERIOD,
                                FinanceError.PERIOD_CLOSED)
                        .write(this::refuel));
    }

    private Reply refuel(Tx tx, Call<Refuel> call) {
        Vehicle vehicle = vehicles.require(tx, call.id());
        call.expectVersion(vehicle.getVersion());
        Money amount = call.body().amount();
        Violations wrong = new Violations();
        tx.company().checkCurrency(amount.currency(), "/amount/currency", wrong);
        wrong.refuse(GarageError.CURRENCY);
        LocalDate date = tx.documentDate(call.body().date(), "/date");
        Refuelling refuelling = tx.add(new Refuelling(tx, vehicle, date, amount));
        PeriodRefusal.get(() -> ledger.post(tx, entry(refuelling.getId(), date, amount)));
        tx.posted(
                TYPE,
                refuelling,
                "post",
                Map.of("amount", amount),
                new VehicleRefuelled(vehicle.getId(), amount));
        return Reply.createdIn(PATH, refuelling.view());
    }

    private static Entry entry(UUID refuelling, LocalDate date, Money amount) {
        return new Entry(
                Book.BANK,
                new Source(TYPE, refuelling, "fuel"),
                date,
                "Fuel",
                List.of(
                        Line.debit(AccountRole.COST_OF_GOODS_SOLD, amount),
                        Line.credit(AccountRole.BANK, amount)));
    }
}
