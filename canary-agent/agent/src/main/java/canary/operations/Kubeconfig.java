package canary.operations;

import canary.kubernetes.api.ApiFailure;
import canary.kubernetes.api.KubernetesApi;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Names the file that says where a cluster is, when that is what keeps a command from being done.
 */
final class Kubeconfig {

    private static final String PROPERTY = "kubeconfig";
    private static final String VARIABLE = "KUBECONFIG";

    /** The kubelet gives it to every container. */
    private static final String IN_A_POD = "KUBERNETES_SERVICE_HOST";

    private static final int LONGEST = 300;

    private Kubeconfig() {}

    /** Opens a connection; throws {@link UncheckedIOException} where the file is of no use. */
    static KubernetesApi open(Supplier<KubernetesApi> opener) {
        try {
            return opener.get();
        } catch (UncheckedIOException e) {
            throw e;
        } catch (RuntimeException e) { // the client has no type of its own for a file with faults
            throw KubernetesApi.failure(
                    "%s cannot be used: %s".formatted(source(System.getenv()), problem(e)));
        }
    }

    /** The failure, where nothing answered with who was asked and who says so. */
    static ApiFailure named(ApiFailure failure, KubernetesApi api) {
        return failure.code() == 0
                ? failure.at(
                        "server %s, %s"
                                .formatted(api.client().getMasterUrl(), source(System.getenv())))
                : failure;
    }

    private static String source(Map<String, String> environment) {
        String file = System.getProperty(PROPERTY, Objects.toString(environment.get(VARIABLE), ""));
        if (file.isEmpty()) {
            file = Path.of(System.getProperty("user.home"), ".kube", "config").toString();
        }
        // A list of files is one to kubectl too.
        if (file.contains(":") || Files.exists(Path.of(file))) {
            return "kubeconfig " + file;
        }
        return environment.containsKey(IN_A_POD)
                ? "the pod's own account"
                : "as there is no kubeconfig %s (KUBECONFIG names another)".formatted(file);
    }

    private static String problem(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof NoSuchFileException missing) { // its message is the name alone
            return "there is no file " + missing.getFile();
        }
        String said = String.valueOf(cause.getMessage()).strip().replaceAll("\\s+", " ");
        return said.length() > LONGEST ? said.substring(0, LONGEST) + "..." : said;
    }
}
