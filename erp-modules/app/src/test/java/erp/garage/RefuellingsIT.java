package erp.garage;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.Test;

import java.util.UUID;

class RefuellingsIT {
    @Test
    void fuel_is_posted_once_with_all_that_it_leaves() {
        try (Garage garage = new Garage()) {
            String path = "/api/v1/garage/vehicles/" + garage.vehicle("VAN-1") + "/refuel";
            String body = "{\"amount\":{\"amount\":\"50\",\"currency\":\"%s\"}}";
            Http once = garage.clerk.once();
            UUID refuelling = once.post(path, body.formatted("EUR")).expect(201).uuid("/id");
            once.post(path, body.formatted("EUR")).expect(201);
            Http.Response refused = garage.clerk.once().post(path, body.formatted("USD"));
            assertThat(refused.expect(422).code()).isEqualTo("garage.CURRENCY");
            assertThat(refused.errors()).containsExactly("/amount/currency currency");

            assertThat(garage.posted).containsExactly("garage refuelling");
            assertThat(garage.server.count("select count(*) from core_outbox")).isEqualTo(1);
            Http.Response entries =
                    garage.clerk.get("/api/v1/finance/journal-entries?sourceId=" + refuelling);
            assertThat(entries.expect(200).text("/items/0/total/amount")).isEqualTo("50.00");
            assertThat(entries.json().at("/items")).hasSize(1);
            assertThat(garage.server.count("select count(*) from finance_entry_number"))
                    .isEqualTo(1);
        }
    }
}
