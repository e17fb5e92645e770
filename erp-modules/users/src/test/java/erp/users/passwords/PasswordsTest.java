package erp.users.passwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.core.ErpException;
import erp.users.common.UsersError;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

class PasswordsTest {
    private static final Argon2Cost CHEAPEST = new Argon2Cost(7_168, 5);

    @Test
    void refuses_passwords_that_are_short_long_monotonous_or_contain_the_name() {
        assertRefused("short", "size");
        assertRefused("x".repeat(64) + "abcd".repeat(17), "size");
        assertRefused("aaaabbbbcccc", "variety");
        assertRefused("hello-ADA.lovelace!", "username");
        Passwords.check("correct horse", "ada.lovelace", "/password");
    }

    @Test
    void knows_a_user_that_does_not_exist_from_one_that_does() {
        Passwords passwords = new Passwords(settings(1, 10));
        String hash = passwords.hash("correct horse");

        assertThat(passwords.matches("correct horse", hash)).isTrue();
        assertThat(passwords.matches("wrong horse", hash)).isFalse();
        assertThat(passwords.matches("nobody's password", null)).isFalse();
    }

    @Test
    void wants_a_new_hash_where_costs_were_changed() {
        String hash = new Passwords(settings(1, 10)).hash("correct horse");
        UsersSettings dearer = UsersSettings.defaults(Argon2Cost.OWASP);

        assertThat(new Passwords(settings(1, 10)).isOutdated(hash)).isFalse();
        assertThat(new Passwords(dearer).isOutdated(hash)).isTrue();
    }

    @Test
    void never_works_on_more_at_once_than_set_and_turns_away_what_does_not_fit_the_queue()
            throws Exception {
        Passwords passwords = new Passwords(settings(1, 0));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        AtomicInteger ran = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> first =
                    threads.submit(
                            () ->
                                    passwords.inTurn(
                                            () -> {
                                                inside.countDown();
                                                await(leave);
                                                return ran.incrementAndGet();
                                            }));
            inside.await();

            assertThatThrownBy(() -> passwords.inTurn(ran::incrementAndGet))
                    .isInstanceOfSatisfying(
                            ErpException.class,
                            e -> assertThat(e.code()).isEqualTo(UsersError.SIGN_IN_BUSY));
            leave.countDown();
            assertThat(first.get()).isEqualTo(1);
            assertThat(passwords.inTurn(ran::incrementAndGet)).isEqualTo(2);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertRefused(String password, String rule) {
        assertThatThrownBy(() -> Passwords.check(password, "ada.lovelace", "/password"))
                .isInstanceOfSatisfying(
                        ErpException.class,
                        e -> {
                            assertThat(e.code()).isEqualTo(UsersError.PASSWORD_POLICY);
                            assertThat(e.violations().getFirst().code()).isEqualTo(rule);
                        });
    }

    private static UsersSettings settings(int atOnce, int waiting) {
        return new UsersSettings(
                CHEAPEST, atOnce, waiting, Duration.ofDays(14), Duration.ofDays(60));
    }
}
