package erp.finance.common;

import erp.core.OfModule;

/** What finance publishes. */
public interface OfFinance extends OfModule {
    @Override
    default String module() {
        return "finance";
    }
}
