package canary.kubernetes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.agent.io.EntranceTakenException;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

class ReleaseLeaseTest {

    private static final String NAME = "erp-release-erp-system";

    private final FaultyApiServer server = new FaultyApiServer();
    private final KubeObjects<Lease> leases = new KubeObjects<>(server.api(), Lease.class);
    private final HandClock clock = new HandClock();
    private final AtomicInteger lost = new AtomicInteger();

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void says_who_works_on_what_and_is_free_again_when_closed() {
        ReleaseLease lease = take("next", clock);
        LeaseRecord held = record();
        assertThat(held.holder()).isEqualTo(lease.identity());
        assertThat(held.holder()).contains("/" + ProcessHandle.current().pid() + "/");
        assertThat(held.release()).isEqualTo("next");
        lease.close();
        assertThat(record().isHeld()).isFalse();
        take("other", clock).close();
    }

    @Test
    void refuses_a_second_agent_as_soon_as_the_first_shows_life() {
        ReleaseLease first = take("next", clock);
        HandClock others = new HandClock();
        others.onWait(
                () -> {
                    if (others.nanos() >= Duration.ofSeconds(3).toNanos()) {
                        clock.pass(Duration.ofSeconds(1));
                        first.renew();
                    }
                });
        assertThatThrownBy(() -> take("other", others))
                .isInstanceOf(EntranceTakenException.class)
                .hasMessageContaining("release next is under way")
                .hasMessageContaining(first.identity());
        assertThat(others.nanos()).isEqualTo(Duration.ofSeconds(3).toNanos());
        assertThat(lost).hasValue(0);
    }

    @Test
    void takes_over_from_the_dead_by_its_own_even_clock_whatever_the_clocks_show() {
        for (Duration wrongBy :
                new Duration[] {Duration.ofMinutes(-1), Duration.ZERO, Duration.ofMinutes(1)}) {
            HandClock wrong = new HandClock(wrongBy);
            take("dead", clock);
            ReleaseLease next = take("next", wrong);
            assertThat(wrong.nanos()).isEqualTo(Duration.ofSeconds(15).toNanos());
            assertThat(record().release()).isEqualTo("next");
            next.close();
        }
    }

    @Test
    void a_clock_that_is_off_takes_nothing_from_one_who_lives() {
        for (Duration wrongBy : new Duration[] {Duration.ofHours(-1), Duration.ofHours(1)}) {
            ReleaseLease living = take("next", clock);
            HandClock wrong = new HandClock(wrongBy);
            wrong.onWait(
                    () -> {
                        clock.pass(Duration.ofSeconds(1));
                        living.renew();
                    });
            assertThatThrownBy(() -> take("other", wrong))
                    .isInstanceOf(EntranceTakenException.class);
            living.close();
        }
    }

    @Test
    void an_api_server_that_is_away_for_minutes_takes_it_from_nobody() {
        ReleaseLease lease = take("next", clock);
        server.faults = _ -> FaultyApiServer.Fault.REFUSED;
        for (int i = 0; i < 60; i++) {
            clock.pass(Duration.ofSeconds(5));
            lease.renew();
        }
        server.faults = _ -> FaultyApiServer.Fault.NONE;
        lease.renew();
        assertThat(lost).hasValue(0);
        assertThat(record().renewed()).isEqualTo(clock.now());
    }

    @Test
    void a_renewal_whose_answer_is_lost_is_none_of_anothers() {
        ReleaseLease lease = take("next", clock);
        server.faults =
                call ->
                        call.startsWith("PUT")
                                ? FaultyApiServer.Fault.ANSWER_LOST
                                : FaultyApiServer.Fault.NONE;
        lease.renew();
        server.faults = _ -> FaultyApiServer.Fault.NONE;
        clock.pass(Duration.ofSeconds(5));
        lease.renew();
        assertThat(lost).hasValue(0);
        assertThat(record().renewed()).isEqualTo(clock.now());
    }

    @Test
    void another_name_in_the_record_is_the_end_and_is_told_once() {
        ReleaseLease first = take("next", clock);
        ReleaseLease second = take("other", new HandClock());
        first.renew();
        first.renew();
        assertThat(lost).hasValue(1);
        first.close();
        assertThat(record().holder()).isEqualTo(second.identity());
    }

    @Test
    void another_who_came_and_went_was_another_all_the_same() {
        ReleaseLease first = take("next", clock);
        take("other", new HandClock()).close();
        first.renew();
        assertThat(lost).hasValue(1);
        assertThat(record().isHeld()).isFalse();
    }

    @Test
    void what_a_person_changes_or_deletes_is_taken_again() {
        ReleaseLease lease = take("next", clock);
        Lease noted =
                new LeaseBuilder(leases.find(NAME).orElseThrow())
                        .editMetadata()
                        .addToAnnotations("note", "mine")
                        .endMetadata()
                        .build();
        leases.replace(noted).orElseThrow();
        lease.renew();
        assertThat(leases.find(NAME).orElseThrow().getMetadata().getAnnotations())
                .containsEntry("note", "mine");
        leases.replace(LeaseRecord.free(leases.find(NAME).orElseThrow())).orElseThrow();
        lease.renew();
        assertThat(record().holder()).isEqualTo(lease.identity());
        leases.delete(NAME);
        lease.renew();
        assertThat(record().holder()).isEqualTo(lease.identity());
        assertThat(lost).hasValue(0);
    }

    @Test
    void says_what_does_not_answer() {
        server.faults = _ -> FaultyApiServer.Fault.REFUSED;
        assertThatThrownBy(() -> take("next", clock))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot get Lease " + NAME + " in namespace erp")
                .hasMessageContaining("503");
    }

    private ReleaseLease take(String release, HandClock by) {
        return ReleaseLease.take(
                leases, "erp-system", release, LeaseTiming.STANDARD, by, lost::incrementAndGet);
    }

    private LeaseRecord record() {
        return LeaseRecord.of(leases.find(NAME).orElseThrow());
    }
}
