package canary.kubernetes.release;

import canary.kubernetes.RealCluster;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests an ERP in a cluster, one for all classes of a run; before each test all its users are
 * on v1.
 */
final class OneErp implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {

    /** Skips the class where there is no cluster; a parameter that cannot be had would fail it. */
    @Override
    public void beforeAll(ExtensionContext context) {
        of(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        of(context).reset();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(ClusterErp.class);
    }

    @Override
    public ClusterErp resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return of(context);
    }

    private static ClusterErp of(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(OneErp.class))
                .computeIfAbsent(
                        ClusterErp.class,
                        _ -> new ClusterErp(RealCluster.shared(), "erp-release", 1),
                        ClusterErp.class);
    }
}
