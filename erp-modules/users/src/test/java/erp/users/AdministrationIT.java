package erp.users;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;

class AdministrationIT {
    private static final String USERS = "/api/v1/users/users";
    private static final String ROLES = "/api/v1/users/roles";
    private static final String COMPANIES = "/api/v1/core/companies";
    private static TestProcess erp;

    @BeforeAll
    static void start() {
        erp = TestProcess.start();
    }

    @AfterAll
    static void stop() {
        erp.close();
    }

    @Test
    void creates_shows_and_lists_users() {
        UUID id = erp.user("Ada.Lovelace", "auditor", "sales-clerk");
        Http.Response shown = erp.administrator().get(USERS + "/" + id).expect(200);
        Http.Response listed = erp.administrator().get(USERS + "?limit=1").expect(200);

        assertThat(shown.text("/username")).isEqualTo("ada.lovelace");
        assertThat(shown.json().at("/roles").toString()).isEqualTo("[\"auditor\",\"sales-clerk\"]");
        assertThat(shown.header("ETag")).hasValue("\"0\"");
        assertThat(shown.body()).doesNotContain("argon2").doesNotContain("password");
        assertThat(listed.json().at("/items/0").toString()).isEqualTo(shown.json().toString());
        assertThat(listed.text("/next")).isNotEmpty();
        assertThat(history(id)).isEqualTo(1);
    }

    @Test
    void refuses_a_user_name_that_is_taken_whatever_its_case() {
        erp.user("taken");
        Http.Response again = erp.administrator().post(USERS, TestProcess.newUser("TAKEN"));

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("users.USERNAME_TAKEN");
        assertThat(again.errors()).containsExactly("/username unique");
    }

    @Test
    void refuses_a_user_with_a_bad_name_a_weak_password_or_unknown_roles() {
        Http admin = erp.administrator();

        assertThat(admin.post(USERS, TestProcess.newUser("no spaces")).errors())
                .containsExactly("/username pattern");
        assertThat(admin.post(USERS, TestProcess.newUser("roleless", "auditor", "king")).errors())
                .containsExactly("/roles/1 unknown");
        Http.Response weak =
                admin.post(
                        USERS,
                        TestProcess.newUser("weak").replace(TestProcess.PASSWORD, "too short"));
        assertThat(weak.status()).isEqualTo(422);
        assertThat(weak.errors()).containsExactly("/password size");
        assertThat(
                        erp.count(
                                "select count(*) from users_user where username in"
                                        + " ('weak','roleless')"))
                .isZero();
    }

    @Test
    void refuses_to_change_a_role_without_having_seen_it() {
        UUID id = erp.role("seen-first", "sales.orders.read");
        Http admin = erp.administrator();
        String wish = TestProcess.role("seen-first", List.of("sales.orders.write"));

        assertThat(admin.put(ROLES + "/" + id, wish).status()).isEqualTo(428);
        assertThat(admin.with("If-Match", "\"7\"").put(ROLES + "/" + id, wish).status())
                .isEqualTo(412);
        Http.Response changed =
                admin.with("If-Match", "\"0\"").put(ROLES + "/" + id, wish).expect(200);
        assertThat(changed.json().at("/permissions").toString())
                .isEqualTo("[\"sales.orders.write\"]");
        assertThat(changed.header("ETag")).hasValue("\"1\"");
        assertThat(history(id)).isEqualTo(2);
    }

    @Test
    void gives_what_a_role_says_with_the_next_token() {
        UUID id = erp.role("counter", "sales.orders.read");
        erp.user("counting", "counter");
        erp.administrator()
                .with("If-Match", "\"0\"")
                .put(ROLES + "/" + id, TestProcess.role("counter", List.of("users.users.read")))
                .expect(200);

        erp.as("counting").get(USERS).expect(200);
    }

    @Test
    void refuses_roles_of_unknown_permissions_or_a_name_that_is_taken_and_keeps_built_in_ones() {
        Http admin = erp.administrator();

        assertThat(admin.post(ROLES, TestProcess.role("odd", List.of("no.such"))).errors())
                .containsExactly("/permissions/0 unknown");
        assertThat(admin.post(ROLES, TestProcess.role("everything", List.of("*"))).errors())
                .containsExactly("/permissions/0 unknown");
        assertThat(admin.post(ROLES, TestProcess.role("auditor", List.of())).code())
                .isEqualTo("users.ROLE_EXISTS");
        UUID builtIn = role("auditor");
        assertThat(
                        admin.with("If-Match", "\"0\"")
                                .put(ROLES + "/" + builtIn, TestProcess.role("auditor", List.of()))
                                .code())
                .isEqualTo("users.ROLE_BUILT_IN");
    }

    @Test
    void lets_nobody_give_or_touch_rights_that_they_do_not_hold() {
        erp.role("people-clerk", "users.users.read", "users.users.write", "users.roles.write");
        erp.role("lesser-clerk", "users.users.read");
        erp.user("clerk", "people-clerk");
        UUID admin = id("admin");
        Http clerk = erp.as("clerk");

        clerk.post(USERS, TestProcess.newUser("junior", "lesser-clerk")).expect(201);
        for (Http.Response refused :
                List.of(
                        clerk.post(USERS, TestProcess.newUser("friend", "administrator")),
                        clerk.put(USERS + "/" + id("clerk") + "/roles", roles("administrator")),
                        clerk.put(USERS + "/" + admin + "/roles", roles()),
                        clerk.post(USERS + "/" + admin + "/disable"),
                        clerk.post(
                                USERS + "/" + admin + "/password",
                                "{\"newPassword\": \"something else 1\"}"),
                        clerk.post(
                                ROLES,
                                TestProcess.role("seller", List.of("sales.orders.write"))))) {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("users.RIGHTS_NOT_HELD");
        }
    }

    @Test
    void keeps_the_last_administrator() {
        UUID admin = id("admin");
        Http http = erp.administrator();

        assertThat(http.post(USERS + "/" + admin + "/disable").code())
                .isEqualTo("users.LAST_ADMINISTRATOR");
        assertThat(http.put(USERS + "/" + admin + "/roles", roles("auditor")).code())
                .isEqualTo("users.LAST_ADMINISTRATOR");
        UUID second = erp.user("second", "administrator");
        http.put(USERS + "/" + admin + "/roles", roles("auditor")).expect(200);
        Http other = erp.as("second");
        assertThat(other.post(USERS + "/" + second + "/disable").code())
                .isEqualTo("users.LAST_ADMINISTRATOR");
        other.put(USERS + "/" + admin + "/roles", roles("administrator")).expect(200);
        http.post(USERS + "/" + second + "/disable").expect(200);
        assertThat(history(second)).isEqualTo(2);
    }

    @Test
    void sets_roles_against_the_version_that_was_seen() {
        UUID id = erp.user("versioned");
        Http admin = erp.administrator();
        String path = USERS + "/" + id + "/roles";

        Http.Response set = admin.with("If-Match", "\"0\"").put(path, roles("auditor")).expect(200);
        assertThat(set.header("ETag")).hasValue("\"1\"");
        assertThat(admin.with("If-Match", "\"0\"").put(path, roles()).status()).isEqualTo(412);
    }

    @Test
    void resets_a_password_for_somebody_who_forgot() {
        UUID id = erp.user("forgetful");
        erp.administrator()
                .post(USERS + "/" + id + "/password", "{\"newPassword\": \"remember me 2\"}")
                .expect(200);

        erp.signIn("forgetful", TestProcess.PASSWORD).expect(401);
        erp.signIn("forgetful", "remember me 2").expect(200);
    }

    @Test
    void keeps_companies_apart_but_lets_the_first_ones_administrators_found_others() {
        Http admin = erp.administrator();
        Http.Response founded =
                admin.post(
                                COMPANIES,
                                """
                                {"code": "NORTH", "name": "North", "currency": "NOK", "zone": "Europe/Oslo"}\
                                """)
                        .expect(201);
        String company = founded.text("/id");
        Http.Response boss =
                admin.post(
                                USERS,
                                TestProcess.newUser("north.boss", "administrator")
                                        .replace("}", ", \"companyId\": \"" + company + "\"}"))
                        .expect(201);
        Http north = erp.as("north.boss");

        assertThat(north.get("/api/v1/users/me").text("/companyId")).isEqualTo(company);
        assertThat(admin.get(USERS + "/" + boss.text("/id")).status()).isEqualTo(404);
        assertThat(north.get(USERS + "/" + id("admin")).status()).isEqualTo(404);
        assertThat(north.get(USERS).expect(200).json().at("/items").size()).isEqualTo(1);
        assertThat(north.get(COMPANIES).expect(200).json().at("/items").size()).isEqualTo(1);
        assertThat(north.get(COMPANIES + "/" + erp.company).status()).isEqualTo(404);
        assertThat(north.put(USERS + "/" + id("admin") + "/roles", roles()).status())
                .isEqualTo(404);
        Http.Response founding =
                north.post(
                        COMPANIES,
                        """
                        {"code": "SOUTH", "name": "South", "currency": "EUR", "zone": "UTC"}\
                        """);
        assertThat(founding.status()).isEqualTo(403);
        assertThat(founding.code()).isEqualTo("core.COMPANY_FORBIDDEN");
        assertThat(
                        north.post(
                                        USERS,
                                        TestProcess.newUser("spy", "administrator")
                                                .replace(
                                                        "}",
                                                        ", \"companyId\": \""
                                                                + erp.company
                                                                + "\"}"))
                                .code())
                .isEqualTo("core.COMPANY_FORBIDDEN");
    }

    @Test
    void changes_a_company_but_never_its_currency() {
        Http admin = erp.administrator();
        String path = COMPANIES + "/" + erp.company;
        Http.Response seen = admin.get(path).expect(200);
        Http owner = admin.with("If-Match", seen.header("ETag").orElseThrow());

        assertThat(admin.put(path, "{\"name\": \"New\", \"zone\": \"UTC\"}").status())
                .isEqualTo(428);
        for (String none : List.of("Mars/Base", "Z", "+01:00", "UTC+1", "europe/berlin", "")) {
            assertThat(
                            owner.put(path, "{\"name\": \"New\", \"zone\": \"%s\"}".formatted(none))
                                    .errors())
                    .as(none)
                    .containsExactly("/zone zone");
        }
        assertThat(
                        owner.put(
                                        path,
                                        "{\"name\": \"New\", \"zone\": \"UTC\", \"currency\":"
                                                + " \"USD\"}")
                                .errors())
                .containsExactly("/currency unknown");
        assertThat(
                        owner.put(path, "{\"name\": \"New\", \"zone\": \"Europe/Berlin\"}")
                                .expect(200)
                                .text("/zone"))
                .isEqualTo("Europe/Berlin");
    }

    @Test
    void refuses_a_company_with_a_code_that_is_taken_or_a_currency_that_is_none() {
        Http admin = erp.administrator();
        String wish =
                "{\"code\": \"%s\", \"name\": \"X\", \"currency\": \"%s\", \"zone\": \"UTC\"}";

        assertThat(admin.post(COMPANIES, wish.formatted("MAIN", "EUR")).code())
                .isEqualTo("core.COMPANY_EXISTS");
        for (String none : List.of("ZZZ", "DEM", "XAU", "XAG", "XTS")) {
            assertThat(admin.post(COMPANIES, wish.formatted("XXXX", none)).errors())
                    .as(none)
                    .containsExactly("/currency currency");
        }
        for (String used : List.of("JPY", "KWD", "CHF")) {
            admin.post(COMPANIES, wish.formatted("IN-" + used, used)).expect(201);
        }
        assertThat(admin.post(COMPANIES, wish.formatted("lower", "EUR")).errors())
                .containsExactly("/code pattern");
    }

    private static UUID id(String username) {
        for (var user : erp.administrator().get(USERS + "?limit=200").json().at("/items")) {
            if (user.at("/username").asString().equals(username)) {
                return UUID.fromString(user.at("/id").asString());
            }
        }
        throw new AssertionError("no user " + username);
    }

    private static UUID role(String name) {
        for (var role : erp.administrator().get(ROLES + "?limit=200").json().at("/items")) {
            if (role.at("/name").asString().equals(name)) {
                return UUID.fromString(role.at("/id").asString());
            }
        }
        throw new AssertionError("no role " + name);
    }

    private static long history(UUID entity) {
        return erp.count(
                "select count(*) from core_history where entity_id = unhex('"
                        + entity.toString().replace("-", "")
                        + "')");
    }

    private static String roles(String... names) {
        return "{\"roles\": [" + TestProcess.quoted(names) + "]}";
    }
}
