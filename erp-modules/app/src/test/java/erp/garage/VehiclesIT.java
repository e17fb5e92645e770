package erp.garage;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.Test;

import java.util.UUID;

class VehiclesIT {
    private static final String PATH = "/api/v1/garage/vehicles";

    @Test
    void vehicles_are_kept_found_and_changed_by_whoever_saw_the_last_version() {
        try (Garage garage = new Garage()) {
            UUID van = garage.vehicle("VAN-2");
            garage.vehicle("VAN-1");
            garage.vehicle("CAR-1");
            Http.Response taken = garage.clerk.post(PATH, "{\"code\":\"VAN-1\",\"name\":\"x\"}");
            assertThat(taken.expect(409).code()).isEqualTo("garage.VEHICLE_EXISTS");
            assertThat(taken.errors()).containsExactly("/code unique");
            Http.Response vans = garage.clerk.get(PATH + "?codePrefix=VAN&sort=code&fields=code");
            assertThat(vans.expect(200).json().at("/items").toString())
                    .isEqualTo("[{\"code\":\"VAN-1\"},{\"code\":\"VAN-2\"}]");

            String changed = "{\"code\":\"VAN-2\",\"name\":\"Bus\"}";
            Http seen = garage.clerk.with("If-Match", "\"0\"");
            assertThat(seen.put(PATH + "/" + van, changed).expect(200).text("/version"))
                    .isEqualTo("1");
            seen.put(PATH + "/" + van, changed).expect(412);
            Http.Response history = garage.clerk.get(PATH + "/" + van + "/history").expect(200);
            assertThat(history.text("/items/0/action")).isEqualTo("change");
            assertThat(history.text("/items/1/action")).isEqualTo("create");
        }
    }
}
