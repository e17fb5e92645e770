package erp.core.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.core.CoreError;
import erp.core.CorePermission;
import erp.core.Event;
import erp.core.Permission;
import erp.core.http.Endpoint;
import erp.core.http.NoteRoutes;
import erp.core.jobs.Job;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What declarations say together, and which of them are refused at start. */
class ModulesTest {

    record Noted(UUID aggregate) implements Event {
        @Override
        public String module() {
            return "http";
        }
    }

    /** The notes of tests, as a module. */
    private static class Notes implements ErpModule {
        @Override
        public String module() {
            return "http";
        }

        @Override
        public String purpose() {
            return "Notes of tests";
        }

        @Override
        public List<? extends Permission> permissions() {
            return List.of(NoteRoutes.NotePermission.values());
        }

        @Override
        public List<Endpoint<?>> endpoints() {
            return NoteRoutes.all();
        }

        @Override
        public List<SmokeTest> smokeTests() {
            return List.of(SmokeTest.read("notes", "/api/v1/test/notes?limit=1"));
        }
    }

    /** Something that listens. */
    private static class Listener extends Notes {
        private final String operation;

        Listener(String operation) {
            this.operation = operation;
        }

        @Override
        public String module() {
            return "listener";
        }

        @Override
        public List<? extends Permission> permissions() {
            return List.of();
        }

        @Override
        public List<Endpoint<?>> endpoints() {
            return List.of();
        }

        @Override
        public List<SmokeTest> smokeTests() {
            return List.of();
        }

        @Override
        public List<Subscription<?>> subscriptions() {
            return List.of(
                    Subscription.on(Noted.class, (_, _) -> {})
                            .refusing(operation, CoreError.FUTURE_DATE));
        }
    }

    @Test
    void an_operation_tells_what_subscribers_refuse_it_for() {
        String posted = NoteRoutes.all().getFirst().id();
        List<Endpoint<?>> all = new Modules(List.of(new Notes(), new Listener(posted))).endpoints();
        assertThat(named(all, posted).problems()).contains(CoreError.FUTURE_DATE);
        assertThat(all).filteredOn(it -> it.problems().contains(CoreError.FUTURE_DATE)).hasSize(1);
    }

    @Test
    void the_release_probe_alone_is_told_what_to_try() {
        Endpoint<?> list = named(new Modules(List.of(new Notes())).endpoints(), "listSmokeTests");
        assertThat(list.permission()).isEqualTo(CorePermission.RELEASE_PROBE);
    }

    @Test
    void a_refusal_of_an_operation_that_is_nowhere_is_refused() {
        Modules modules = new Modules(List.of(new Notes(), new Listener("postNothing")));
        assertThatThrownBy(modules::endpoints).hasMessageContaining("postNothing");
    }

    @Test
    void a_name_that_stands_twice_is_refused() {
        assertThatThrownBy(() -> new Modules(List.of(new Notes(), new Notes())))
                .hasMessage("there are two of module http");
        ErpModule alike =
                new Listener("x") {
                    @Override
                    public List<SmokeTest> smokeTests() {
                        return List.of(SmokeTest.read("notes", "/api/v1/other"));
                    }
                };
        assertThatThrownBy(() -> new Modules(List.of(new Notes(), alike)))
                .hasMessage("there are two of smoke test notes");
        ErpModule busy =
                new Listener("x") {
                    @Override
                    public List<Job> jobs() {
                        Job job = new Job("count", Duration.ofHours(1), () -> {});
                        return List.of(job, job);
                    }

                    @Override
                    public List<SmokeTest> smokeTests() {
                        return List.of();
                    }
                };
        assertThatThrownBy(() -> new Modules(List.of(busy)))
                .hasMessage("there are two of job count");
    }

    @Test
    void a_right_of_another_module_is_refused() {
        ErpModule greedy =
                new Listener("x") {
                    @Override
                    public List<? extends Permission> permissions() {
                        return List.of(CorePermission.values());
                    }
                };
        assertThatThrownBy(() -> new Modules(List.of(greedy)))
                .hasMessage("listener does not own core.companies.read");
    }

    @Test
    void samples_are_bodies_or_what_is_missing() {
        assertThatThrownBy(() -> Samples.of(List.of())).isInstanceOf(IllegalStateException.class);
    }

    private static Endpoint<?> named(List<Endpoint<?>> all, String id) {
        return all.stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
    }
}
