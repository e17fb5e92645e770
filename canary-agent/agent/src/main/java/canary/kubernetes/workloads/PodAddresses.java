package canary.kubernetes.workloads;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;

import org.jspecify.annotations.Nullable;

import java.net.URI;

/** The way to a pod's ports. */
@FunctionalInterface
public interface PodAddresses {

    /** Port names of the requirements document. */
    String HTTP = "http";

    String METRICS = "metrics";

    int DEFAULT_HTTP = 8080;
    int DEFAULT_METRICS = 8081;

    /** Root of one of a pod's ports, for what needs no user. */
    URI at(Pod pod, int port);

    /** Root of the pod's API; the entrance where the pod itself cannot be asked as a user. */
    default URI api(Pod pod) {
        return at(pod, port(pod, HTTP, DEFAULT_HTTP));
    }

    /** Root of its management port. */
    default URI management(Pod pod) {
        return at(pod, port(pod, METRICS, DEFAULT_METRICS));
    }

    /** By the pods' own addresses; one that has none yet gets one that leads nowhere. */
    static PodAddresses direct() {
        return (pod, port) -> {
            String ip = pod.getStatus() == null ? null : pod.getStatus().getPodIP();
            return URI.create(
                    "http://%s:%d".formatted(host(pod.getMetadata().getName(), ip), port));
        };
    }

    private static String host(String name, @Nullable String ip) {
        if (ip == null || ip.isEmpty()) {
            return name + ".has-no-address.invalid"; // RFC 6761: never resolved
        }
        return ip.indexOf(':') >= 0 ? "[" + ip + "]" : ip;
    }

    /** The number of a named port; a default where the pod names none. */
    static int port(Pod pod, String name, int otherwise) {
        for (Container container : pod.getSpec().getContainers()) {
            for (ContainerPort port : container.getPorts()) {
                if (name.equals(port.getName()) && port.getContainerPort() != null) {
                    return port.getContainerPort();
                }
            }
        }
        return otherwise;
    }
}
