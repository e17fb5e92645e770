package canary;

import canary.kubernetes.routes.RouteDocument;
import canary.mesh.Split;
import canary.plan.Plan;
import canary.plan.PlanFile;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * {@code release render --weight N [--plan PLAN | --stable V --canary V --routing R] [--router R]
 * [--host H]}.
 */
final class RenderCommand {

    private static final String APP = "erp-system";
    private static final Set<String> OPTIONS =
            Set.of("--weight", "--plan", "--stable", "--canary", "--routing", "--router", "--host");

    private final PrintStream out;

    RenderCommand(PrintStream out) {
        this.out = out;
    }

    /** Runs; the result is the process' exit code. */
    int run(List<String> words) {
        Arguments arguments = new Arguments(words, OPTIONS, Set.of());
        if (!arguments.word().isEmpty()) {
            throw new UsageException("unexpected " + arguments.word());
        }
        int weight = weight(arguments.value("--weight"));
        Plan plan = plan(arguments);
        Plan.Kubernetes cluster = plan == null ? null : plan.cluster();
        boolean isGatewayApi =
                word(
                                arguments,
                                "--router",
                                cluster == null ? "istio" : router(cluster),
                                List.of("istio", "gateway-api"))
                        .equals("gateway-api");
        String app = cluster == null ? APP : cluster.app();
        String host = text(arguments, "--host", app + ".example.com");
        Split split = split(arguments, plan, weight, isGatewayApi);
        RouteDocument document = new RouteDocument(app, host);
        out.print(isGatewayApi ? document.httpRoute(split) : document.virtualService(split));
        return 0;
    }

    private static String router(Plan.Kubernetes cluster) {
        return cluster.router() == Plan.Kubernetes.Router.ISTIO ? "istio" : "gateway-api";
    }

    private static int weight(@Nullable String text) {
        if (text == null) {
            throw new UsageException("render needs --weight");
        }
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) > 100) {
            throw new UsageException("--weight must be a whole number from 0 to 100");
        }
        return Integer.parseInt(text);
    }

    private static @Nullable Plan plan(Arguments arguments) {
        Path file = arguments.path("--plan");
        if (file == null) {
            return null;
        }
        for (String option : List.of("--stable", "--canary", "--routing")) {
            if (arguments.value(option) != null) {
                throw new UsageException(option + " must not be there beside --plan");
            }
        }
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new UsageException("the plan " + file + " cannot be read");
        }
        return PlanFile.readToLookAt(file);
    }

    private static Split split(
            Arguments arguments, @Nullable Plan plan, int weight, boolean isGatewayApi) {
        if (plan != null && !isGatewayApi) {
            return plan.split(weight);
        }
        String stable =
                plan == null ? version(arguments, "--stable", "v1") : plan.stable().version();
        String canary =
                plan == null ? version(arguments, "--canary", "v2") : plan.canary().version();
        if (stable.equals(canary)) {
            throw new UsageException("--canary must differ from --stable");
        }
        String routing =
                word(
                        arguments,
                        "--routing",
                        isGatewayApi ? "weight" : "cohort",
                        List.of("cohort", "weight"));
        if (isGatewayApi && routing.equals("cohort")) {
            throw new UsageException(
                    "--routing cohort needs --router istio: an HTTPRoute cannot tell users apart");
        }
        return new Split(
                stable,
                canary,
                weight,
                routing.equals("cohort") ? Split.Routing.COHORT : Split.Routing.WEIGHT);
    }

    private static String version(Arguments arguments, String option, String otherwise) {
        String version = text(arguments, option, otherwise);
        if (!version.matches("[a-z0-9]([-.a-z0-9]{0,61}[a-z0-9])?")) {
            throw new UsageException(
                    option + " must be 1 to 63 of a-z, 0-9, '.', '-', as names of objects are");
        }
        return version;
    }

    private static String word(
            Arguments arguments, String option, String otherwise, List<String> known) {
        String word = text(arguments, option, otherwise);
        if (!known.contains(word)) {
            throw new UsageException(option + " must be one of " + String.join(", ", known));
        }
        return word;
    }

    private static String text(Arguments arguments, String option, String otherwise) {
        String value = arguments.value(option);
        return value == null ? otherwise : value;
    }
}
