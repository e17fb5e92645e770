package erp.hr;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.core.TestServer;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Coming and going, and corrections that leave a trace. */
class AttendanceIT {
    @Test
    void hours_count_corrections_and_the_wrong_punch_stays_to_be_seen() {
        try (Works works = new Works()) {
            UUID user = UUID.randomUUID();
            UUID ada = works.hired(user, "DEV", "3000");
            works.post(
                            "/api/v1/hr/shifts",
                            "{'code':'LATE','name':'Late','startsAt':'22:00','endsAt':'06:00','breakMinutes':30}")
                    .expect(201);
            String plan =
                    "{'employeeId':'%s','day':'%s','shift':'LATE'}".formatted(ada, works.today());
            UUID planned = works.post("/api/v1/hr/shift-plans", plan).expect(201).uuid("/id");
            works.post("/api/v1/hr/shift-plans", plan).expect(409);
            Http self = works.self(user);
            String mine = "/api/v1/hr/me/punches";
            self.once().post(mine, "{\"kind\":\"OUT\"}").expect(409);
            UUID in = self.once().post(mine, "{\"kind\":\"IN\"}").expect(201).uuid("/id");
            self.once().post(mine, "{\"kind\":\"IN\"}").expect(409);
            Instant came = works.server.clock().instant();
            works.server.clock().advance(Duration.ofHours(2));
            self.once().post(mine, "{\"kind\":\"OUT\"}").expect(201);
            String today = "/api/v1/hr/me/attendance?from=" + works.today().minusDays(1);
            assertThat(self.get(today).expect(200).text("/days/0/worked")).isEqualTo("2");
            String earlier = came.minus(1, ChronoUnit.HOURS).toString();
            String correction = "{'at':'%s','reason':'forgot'}".formatted(earlier);
            works.post("/api/v1/hr/punches/" + in + "/correct", correction).expect(201);
            works.post("/api/v1/hr/punches/" + in + "/correct", correction).expect(409);
            works.server
                    .as(user, TestServer.COMPANY, "*")
                    .post("/api/v1/hr/punches/" + in + "/correct", correction.replace('\'', '"'))
                    .expect(409);
            String own = "{'employeeId':'%s','kind':'IN','at':'%s','reason':'x'}";
            assertThat(
                            works.server
                                    .as(user, TestServer.COMPANY, "*")
                                    .once()
                                    .post(
                                            "/api/v1/hr/punches",
                                            own.formatted(ada, earlier).replace('\'', '"'))
                                    .expect(403)
                                    .code())
                    .isEqualTo("hr.OWN_REQUEST");
            assertThat(self.get(today).text("/days/0/worked")).isEqualTo("3");
            assertThat(self.get(today).text("/days/0/planned")).isEqualTo("7.5");
            assertThat(works.http.get("/api/v1/hr/punches").json().at("/items")).hasSize(3);
            Http.Response history =
                    works.http.get("/api/v1/hr/punches/" + in + "/history").expect(200);
            assertThat(history.text("/items/0/action")).isEqualTo("correct");
            assertThat(history.text("/items/1/action")).isEqualTo("create");
            self.get("/api/v1/hr/punches/" + in + "/history").expect(403);
            String plans = "/api/v1/hr/shift-plans/" + planned;
            works.http.delete(plans).expect(204);
            assertThat(works.http.get(plans + "/history").expect(200).text("/items/0/action"))
                    .as("what is out of the plan keeps its history")
                    .isEqualTo("remove");
            works.http.get(plans.replace(planned + "", in + "") + "/history").expect(404);
            works.assertSound();
        }
    }
}
