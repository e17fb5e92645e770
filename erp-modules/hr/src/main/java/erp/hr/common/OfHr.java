package erp.hr.common;

import erp.core.OfModule;

/** What HR publishes. */
public interface OfHr extends OfModule {
    @Override
    default String module() {
        return "hr";
    }
}
