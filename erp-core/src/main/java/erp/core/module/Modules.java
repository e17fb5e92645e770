package erp.core.module;

import erp.core.ErrorCode;
import erp.core.OfModule;
import erp.core.Permission;
import erp.core.http.Endpoint;
import erp.core.jobs.Job;
import erp.core.tx.ChangeRecorder;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What all modules are together. A name that stands twice, or nowhere, is refused at start. */
public final class Modules {
    private final List<ErpModule> modules;

    /**
     * @param modules each after those that it needs
     */
    public Modules(List<? extends ErpModule> modules) {
        this.modules = List.copyOf(modules);
        requireOnce("module", all(it -> List.of(it.module())));
        requireOnce(
                "smoke test", all(it -> it.smokeTests().stream().map(SmokeTest::name).toList()));
        requireOnce("job", all(it -> it.jobs().stream().map(Job::name).toList()));
        for (ErpModule module : modules) {
            module.permissions().forEach(it -> requireOwn(module, it));
        }
    }

    /** Everything that Hibernate maps. */
    public List<Class<?>> entities() {
        return all(ErpModule::entities);
    }

    /** All endpoints; each tells what subscribers refuse it for. */
    public List<Endpoint<?>> endpoints() {
        Map<String, Endpoint<?>> byId = new LinkedHashMap<>();
        for (Endpoint<?> endpoint : all(ErpModule::endpoints)) {
            if (byId.put(endpoint.id(), endpoint) != null) {
                throw new IllegalStateException("two operations are " + endpoint.id());
            }
        }
        for (Subscription<?> subscription : all(ErpModule::subscriptions)) {
            subscription.refusals().forEach((id, codes) -> tell(byId, id, codes));
        }
        List<Endpoint<?>> endpoints = new ArrayList<>(byId.values());
        endpoints.add(new SmokeTestRoutes(all(ErpModule::smokeTests)).endpoint());
        return endpoints;
    }

    /** From now on each hears of what it subscribed to. */
    public void subscribe(ChangeRecorder recorder) {
        all(ErpModule::subscriptions).forEach(it -> it.subscribe(recorder));
    }

    public List<Job> jobs() {
        return all(ErpModule::jobs);
    }

    public Rights rights() {
        return Rights.of(modules);
    }

    /** What the modules are for, by the names that stand in paths. */
    public Map<String, String> purposes() {
        return modules.stream().collect(Collectors.toMap(OfModule::module, ErpModule::purpose));
    }

    /** What names of types begin with, by the package that the types lie in or below. */
    public Map<String, String> schemaPrefixes() {
        return modules.stream()
                .collect(
                        Collectors.toMap(
                                it -> it.getClass().getPackageName(), ErpModule::schemaPrefix));
    }

    private <T> List<T> all(Function<ErpModule, ? extends Collection<? extends T>> of) {
        return modules.stream().<T>flatMap(it -> of.apply(it).stream()).toList();
    }

    private static void tell(Map<String, Endpoint<?>> byId, String id, List<ErrorCode> codes) {
        Endpoint<?> endpoint = byId.get(id);
        if (endpoint == null) {
            throw new IllegalStateException("a subscriber refuses " + id + ", which is nowhere");
        }
        byId.put(id, endpoint.alsoRefusedBy(codes.toArray(ErrorCode[]::new)));
    }

    private static void requireOnce(String what, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalStateException("there are two of " + what + " " + name);
            }
        }
    }

    private static void requireOwn(ErpModule module, Permission right) {
        if (!right.module().equals(module.module())) {
            throw new IllegalStateException(module.module() + " does not own " + right.code());
        }
    }
}
