package erp.users;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Who guesses passwords is slowed down, whoever shares an address or a name with them is not. */
class GuessingIT {
    private static final AtomicInteger TESTS = new AtomicInteger();
    private static TestProcess erp;
    private final int test = TESTS.incrementAndGet();
    private final String office = "198.51.100." + test;
    private final String elsewhere = "203.0.113." + test;

    @BeforeAll
    static void start() {
        erp = TestProcess.start();
    }

    @AfterAll
    static void stop() {
        erp.close();
    }

    @Test
    void many_failures_at_many_names_do_not_lock_others_behind_the_same_address() {
        erp.user("innocent");
        spray(LoginGuard.SOURCE_LIMIT);

        signIn(office, "innocent", TestProcess.PASSWORD).expect(200);
    }

    @Test
    void guessing_at_many_names_from_one_address_is_slowed_down() throws Exception {
        spray(LoginGuard.SOURCE_LIMIT);
        List<Integer> burst = sprayAtOnce(30);

        assertThat(burst).containsOnly(401, 429);
        assertThat(burst).filteredOn(status -> status == 401).hasSizeLessThanOrEqualTo(7);
        Http.Response late = signIn(office, "one.more", "not the password");
        assertThat(late.code()).isEqualTo("users.SIGN_IN_BLOCKED");
        assertThat(Long.parseLong(late.header("Retry-After").orElseThrow())).isBetween(5L, 40L);
        signIn(elsewhere, "one.more", "not the password").expect(401);
    }

    @Test
    void who_signed_in_from_an_address_before_does_not_wait_for_what_others_do_there()
            throws Exception {
        erp.user("regular");
        signIn(office, "regular", TestProcess.PASSWORD).expect(200);
        spray(LoginGuard.SOURCE_LIMIT);
        sprayAtOnce(20);

        // A stranger's turn there comes in five seconds or later.
        long before = System.nanoTime();
        signIn(office, "regular", TestProcess.PASSWORD).expect(200);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void a_stranger_locks_nobody_out_of_where_they_signed_in_before() {
        erp.user("target");
        signIn(office, "target", TestProcess.PASSWORD).expect(200);
        for (int i = 0; i < LoginGuard.NAME_LIMIT; i++) {
            signIn("192.0.2." + (2 + i / 4), "target", "guess number " + i).expect(401);
        }

        assertThat(signIn("192.0.2.1", "target", TestProcess.PASSWORD).code())
                .isEqualTo("users.SIGN_IN_BLOCKED");
        signIn(office, "target", TestProcess.PASSWORD).expect(200);
    }

    @Test
    void a_right_password_from_a_known_device_passes_where_its_name_is_blocked() {
        erp.user("mobile");
        String device =
                signIn(elsewhere, "mobile", TestProcess.PASSWORD).expect(200).text("/deviceToken");
        block("mobile");

        assertThat(signIn(office, "mobile", TestProcess.PASSWORD).code())
                .isEqualTo("users.SIGN_IN_BLOCKED");
        signIn(office, "mobile", TestProcess.PASSWORD, device).expect(200);
        assertThat(signIn(office, "mobile", TestProcess.PASSWORD).code())
                .as("who guesses gains nothing by it")
                .isEqualTo("users.SIGN_IN_BLOCKED");
    }

    @Test
    void a_device_is_no_way_round_the_limit() {
        erp.user("robbed");
        String device =
                signIn(elsewhere, "robbed", TestProcess.PASSWORD).expect(200).text("/deviceToken");
        for (int i = 0; i < LoginGuard.PAIR_LIMIT; i++) {
            signIn(office, "robbed", "guess number " + i, device).expect(401);
        }

        assertThat(signIn(office, "robbed", TestProcess.PASSWORD, device).code())
                .isEqualTo("users.SIGN_IN_BLOCKED");
        erp.clock.advance(Duration.ofSeconds(2));
        signIn(office, "robbed", TestProcess.PASSWORD, device).expect(200);
    }

    @Test
    void only_ones_own_device_is_known_and_only_until_the_password_changes() {
        UUID id = erp.user("owner");
        erp.user("thief");
        String own =
                signIn(elsewhere, "owner", TestProcess.PASSWORD).expect(200).text("/deviceToken");
        String other =
                signIn(elsewhere, "thief", TestProcess.PASSWORD).expect(200).text("/deviceToken");
        block("owner");
        String forged = own.substring(0, own.length() - 8) + other.substring(own.length() - 8);
        for (String token : List.of(other, forged, "made up", own.substring(1), "")) {
            assertThat(signIn(office, "owner", TestProcess.PASSWORD, token).code())
                    .isEqualTo("users.SIGN_IN_BLOCKED");
        }
        erp.administrator()
                .post(
                        "/api/v1/users/users/" + id + "/password",
                        "{\"newPassword\": \"a new one 99\"}")
                .expect(200);

        assertThat(signIn(office, "owner", "a new one 99", own).code())
                .isEqualTo("users.SIGN_IN_BLOCKED");
    }

    @Test
    void a_device_is_forgotten_after_half_a_year() {
        erp.user("rare");
        String device =
                signIn(elsewhere, "rare", TestProcess.PASSWORD).expect(200).text("/deviceToken");
        erp.clock.advance(Duration.ofDays(181));
        block("rare");

        assertThat(signIn(office, "rare", TestProcess.PASSWORD, device).code())
                .isEqualTo("users.SIGN_IN_BLOCKED");
    }

    @Test
    void an_address_counts_as_the_trusted_proxy_tells_it_whatever_the_sender_wrote() {
        for (int i = 0; i < LoginGuard.PAIR_LIMIT; i++) {
            String spoofed = "10.9.9." + i + ", " + elsewhere;
            signIn(spoofed, "spoofed", "guess number " + i).expect(401);
        }

        assertThat(signIn(elsewhere, "spoofed", "guess").code()).isEqualTo("users.SIGN_IN_BLOCKED");
        signIn(office, "spoofed", "guess").expect(401);
    }

    @Test
    void a_network_of_ipv6_counts_as_one_address() throws Exception {
        spray("2001:db8:1:2::", LoginGuard.SOURCE_LIMIT);

        List<Integer> burst =
                atOnce(
                        IntStream.range(0, 20)
                                .<Callable<Integer>>mapToObj(
                                        i ->
                                                () ->
                                                        signIn(
                                                                        "2001:db8:1:2::f" + i,
                                                                        "six" + i,
                                                                        "not the password")
                                                                .status()));
        assertThat(burst).contains(429);
        signIn("2001:db8:1:3::1", "six", "not the password").expect(401);
    }

    @Test
    void what_guessing_leaves_behind_is_cleared_away_by_guessing() {
        spray(20);
        erp.clock.advance(Duration.ofDays(3));
        long before = erp.count("select count(*) from users_login_attempt");
        assertThat(before).isGreaterThan(40);
        signIn(elsewhere, "later", "not the password").expect(401);
        signIn(elsewhere, "later", "not the password").expect(401);

        assertThat(erp.count("select count(*) from users_login_attempt"))
                .isLessThanOrEqualTo(before + 3 - 40);
    }

    private void block(String username) {
        for (int i = 0; i < LoginGuard.PAIR_LIMIT; i++) {
            signIn(office, username, "guess number " + i).expect(401);
        }
    }

    private void spray(int failures) {
        for (int i = 0; i < failures; i++) {
            signIn(office, "name" + test + "." + i, "not the password").expect(401);
        }
    }

    private void spray(String network, int failures) {
        for (int i = 0; i < failures; i++) {
            signIn(network + (1 + i), "name" + test + "." + i, "not the password").expect(401);
        }
    }

    private List<Integer> sprayAtOnce(int attempts) throws Exception {
        return atOnce(
                IntStream.range(0, attempts)
                        .mapToObj(
                                i ->
                                        () ->
                                                signIn(
                                                                office,
                                                                "more" + test + "." + i,
                                                                "not the password")
                                                        .status()));
    }

    private static List<Integer> atOnce(Stream<Callable<Integer>> attempts)
            throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(attempts.toList()).stream().map(Future::resultNow).toList();
        }
    }

    private Http.Response signIn(String address, String username, String password) {
        return from(address)
                .post(
                        "/api/v1/users/login",
                        """
                        {"username": "%s", "password": "%s"}\
                        """
                                .formatted(username, password));
    }

    private Http.Response signIn(
            String address, String username, String password, String deviceToken) {
        return from(address)
                .post(
                        "/api/v1/users/login",
                        """
                        {"username": "%s", "password": "%s", "deviceToken": "%s"}\
                        """
                                .formatted(username, password, deviceToken));
    }

    private Http from(String address) {
        return erp.anonymous().with("X-Forwarded-For", address);
    }
}
