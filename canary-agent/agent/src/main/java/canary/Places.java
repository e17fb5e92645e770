package canary;

import canary.kubernetes.api.KubernetesApi;
import canary.operations.Place;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds out from a command line where releases are kept. */
final class Places {

    static final String LOCAL = "--local";

    private static final String CLUSTER = "--cluster";
    private static final String CONTEXT = "--context";
    private static final String NAMESPACE = "--namespace";
    private static final String NAME = "--app";

    private static final Set<String> VALUED = Set.of(CONTEXT, NAMESPACE, NAME);
    private static final Set<String> FLAGS = Set.of(LOCAL, CLUSTER);

    /** That of the manifests. */
    private static final String APP = "erp-system";

    /** The kubelet gives it to every container. */
    private static final String IN_A_POD = "KUBERNETES_SERVICE_HOST";

    /** Opens a connection. */
    @FunctionalInterface
    interface Opener {
        KubernetesApi open(String context, String namespace, String app);
    }

    private final Path all;
    private final Map<String, String> environment;
    private final Opener opener;

    /**
     * @param all the directory of all releases of this machine
     */
    Places(Path all, Map<String, String> environment, Opener opener) {
        this.all = all;
        this.environment = environment;
        this.opener = opener;
    }

    Places(Path all) {
        this(all, System.getenv(), KubernetesApi::of);
    }

    /** The options of a command, with those that name a place. */
    static Set<String> valued(Set<String> own) {
        return with(own, VALUED);
    }

    /** The flags of a command, with those that name a place. */
    static Set<String> flags(Set<String> own) {
        return with(own, FLAGS);
    }

    private static Set<String> with(Set<String> own, Set<String> more) {
        Set<String> all = new TreeSet<>(own);
        all.addAll(more);
        return all;
    }

    /** In a cluster where an option says so or this runs in a pod; else this machine. */
    Place of(Arguments arguments) {
        boolean isTold =
                arguments.has(CLUSTER)
                        || VALUED.stream().anyMatch(name -> arguments.value(name) != null);
        if (isTold && arguments.has(LOCAL)) {
            throw new UsageException(
                    "--local does not go with --cluster, --context, --namespace or --app");
        }
        boolean isInPod = environment.containsKey(IN_A_POD);
        if (!isTold && (arguments.has(LOCAL) || !isInPod)) {
            return local();
        }
        return cluster(
                orElse(arguments.value(CONTEXT), ""),
                orElse(arguments.value(NAMESPACE), ""),
                orElse(arguments.value(NAME), APP));
    }

    Place local() {
        return Place.local(all);
    }

    Place cluster(String context, String namespace, String app) {
        return Place.cluster(() -> opener.open(context, namespace, app), all);
    }

    private static String orElse(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}
