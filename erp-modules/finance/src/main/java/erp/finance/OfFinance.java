package erp.finance;

import erp.core.OfModule;

/** What finance publishes. */
public interface OfFinance extends OfModule {
    @Override
    default String module() {
        return "finance";
    }
}
