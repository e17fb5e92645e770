package erp.users.common;

import erp.core.OfModule;

/** What users publishes. */
public interface OfUsers extends OfModule {
    @Override
    default String module() {
        return "users";
    }
}
