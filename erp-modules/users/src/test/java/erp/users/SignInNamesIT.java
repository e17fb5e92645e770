package erp.users;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Names tell nobody about the users of another company. */
class SignInNamesIT {
    private static final String USERS = "/api/v1/users/users";
    private static TestProcess erp;
    private static Http north;

    @BeforeAll
    static void start() {
        erp = TestProcess.start();
        erp.user("anna", "auditor");
        String company =
                erp.administrator()
                        .post(
                                "/api/v1/core/companies",
                                """
                                {"code": "NORTH", "name": "North", "currency": "NOK", "zone": "Europe/Oslo"}\
                                """)
                        .expect(201)
                        .text("/id");
        erp.administrator()
                .post(
                        USERS,
                        TestProcess.newUser("north.boss", "administrator")
                                .replace("}", ", \"companyId\": \"" + company + "\"}"))
                .expect(201);
        north = erp.as("north.boss");
    }

    @AfterAll
    static void stop() {
        erp.close();
    }

    @Test
    void a_name_that_another_company_has_is_answered_like_one_that_nobody_has() {
        Http.Response taken = north.post(USERS, TestProcess.newUser("Anna", "auditor")).expect(201);
        Http.Response free = north.post(USERS, TestProcess.newUser("Nils", "auditor")).expect(201);

        assertThat(taken.text("/username")).isEqualTo("north/anna");
        assertThat(free.text("/username")).isEqualTo("north/nils");
        assertThat(company(signIn("anna", "NORTH"))).isEqualTo(company(signIn("nils", "north")));
        assertThat(company(erp.signIn("north/anna", TestProcess.PASSWORD)))
                .isEqualTo(company(erp.signIn("NORTH/Nils", TestProcess.PASSWORD)))
                .isNotEqualTo(erp.company.toString());
        assertThat(company(erp.signIn("anna", TestProcess.PASSWORD)))
                .isEqualTo(erp.company.toString());
        assertThat(erp.signIn("nils", TestProcess.PASSWORD).code())
                .isEqualTo("users.WRONG_CREDENTIALS");
    }

    @Test
    void names_are_told_apart_letter_for_letter_though_the_database_does_not() {
        erp.user("victor", "auditor");
        for (String alike :
                new String[] {"v\u00edctor", "victo\u0157", "\uff56ictor", "v\u0131ctor"}) {
            assertThat(erp.signIn(alike, TestProcess.PASSWORD).code())
                    .as(alike)
                    .isEqualTo("users.WRONG_CREDENTIALS");
            assertThat(signIn(alike, "MAIN").code())
                    .as("%s of MAIN", alike)
                    .isEqualTo("users.WRONG_CREDENTIALS");
            assertThat(
                            erp.administrator()
                                    .post(USERS, TestProcess.newUser(alike, "auditor"))
                                    .status())
                    .as(alike)
                    .isEqualTo(422);
        }
        erp.signIn("victor", TestProcess.PASSWORD).expect(200);
        signIn("victor", "MAIN").expect(200);
    }

    @Test
    void a_name_is_refused_where_the_own_company_has_it() {
        north.post(USERS, TestProcess.newUser("twice")).expect(201);

        for (String name : new String[] {"twice", "TWICE", "north.boss"}) {
            Http.Response again = north.post(USERS, TestProcess.newUser(name));
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.code()).isEqualTo("users.USERNAME_TAKEN");
        }
    }

    @Test
    void the_first_company_is_not_refused_a_name_either_that_another_one_has() {
        Http.Response made =
                erp.administrator()
                        .post(USERS, TestProcess.newUser("north.boss", "auditor"))
                        .expect(201);

        assertThat(made.text("/username")).isEqualTo("main/north.boss");
        assertThat(company(signIn("north.boss", "MAIN"))).isEqualTo(erp.company.toString());
        assertThat(company(signIn("north.boss", "NORTH"))).isNotEqualTo(erp.company.toString());
    }

    @Test
    void the_company_may_be_said_by_whoever_has_a_plain_name() {
        assertThat(company(signIn("admin", "MAIN"))).isEqualTo(erp.company.toString());
        for (String wrong : new String[] {"NORTH", "NONE", "%", ""}) {
            Http.Response refused = signIn("admin", wrong);
            assertThat(refused.code()).isEqualTo("users.WRONG_CREDENTIALS");
        }
    }

    @Test
    void a_name_is_refused_that_is_too_long_together_with_the_company() {
        Http.Response refused = north.post(USERS, TestProcess.newUser("n".repeat(95)));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.errors()).containsExactly("/username size");
        north.post(USERS, TestProcess.newUser("n".repeat(94))).expect(201);
    }

    @Test
    void a_password_must_not_contain_the_name_without_its_company_either() {
        String id = north.post(USERS, TestProcess.newUser("sigrid")).expect(201).text("/id");

        assertThat(
                        north.post(
                                        USERS + "/" + id + "/password",
                                        "{\"newPassword\": \"sigrid-2026\"}")
                                .errors())
                .containsExactly("/newPassword username");
    }

    private static Http.Response signIn(String username, String company) {
        return erp.anonymous()
                .post(
                        "/api/v1/users/login",
                        """
                        {"username": "%s", "password": "%s", "company": "%s"}\
                        """
                                .formatted(username, TestProcess.PASSWORD, company));
    }

    private static String company(Http.Response session) {
        return erp.with(session.expect(200).text("/accessToken"))
                .get("/api/v1/users/me")
                .expect(200)
                .text("/companyId");
    }
}
