package erp.core.module;

import erp.core.OfModule;
import erp.core.Permission;
import erp.core.http.Endpoint;
import erp.core.jobs.Job;

import java.util.List;

/**
 * A part of the ERP, as it declares itself: one class of each, in the package around all its rooms.
 * {@code app} lists them, each after those that it needs, and knows nothing else of them. What a
 * module does not name it has none of.
 */
public interface ErpModule extends OfModule {

    /** What it is for, in a line: the API's description says it. */
    String purpose();

    /** Classes that Hibernate maps. */
    default List<Class<?>> entities() {
        return List.of();
    }

    /** All rights that its endpoints ask for. */
    default List<? extends Permission> permissions() {
        return List.of();
    }

    /**
     * What built-in roles get of it, and of what it needs. The first that grants something to a
     * role makes it; administrators, auditors and the release probe need no grant.
     */
    default List<Grant> grants() {
        return List.of();
    }

    default List<Endpoint<?>> endpoints() {
        return List.of();
    }

    /** What it does when something happens in a module that it needs. */
    default List<Subscription<?>> subscriptions() {
        return List.of();
    }

    /** What it does without being asked. */
    default List<Job> jobs() {
        return List.of();
    }

    /** What a new version is tried with before users meet it. */
    default List<SmokeTest> smokeTests() {
        return List.of();
    }

    /** What the names of its types begin with in the API's description. */
    default String schemaPrefix() {
        return module();
    }
}
