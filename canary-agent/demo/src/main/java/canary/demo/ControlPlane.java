package canary.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A real Kubernetes control plane with Istio, started and stopped by {@code
 * ops/bin/real-kubernetes}.
 */
final class ControlPlane implements AutoCloseable {

    private final Path tool;
    private final Path directory;
    private final Path kubectl;
    private final Map<String, String> told = new HashMap<>();

    private ControlPlane(Path tool, Path directory) {
        this.tool = tool;
        this.directory = directory;
        this.kubectl = Path.of(run(List.of(tool + "", "path"), "").strip(), "kubectl");
    }

    /**
     * Starts one; the first time its programs are built, which takes long.
     *
     * @param images what the nodes' images contain, a JSON file
     * @param forwarded ports of this machine's loopback that pods reach at {@link #node()}
     */
    static ControlPlane start(Path home, Path directory, Path images, List<Integer> forwarded) {
        Path tool = home.resolve("ops/bin/real-kubernetes");
        ControlPlane plane = new ControlPlane(tool, directory);
        List<String> command =
                new ArrayList<>(
                        List.of(
                                tool + "",
                                "start",
                                directory + "",
                                "--node",
                                images + "",
                                "--istio"));
        forwarded.forEach(port -> command.addAll(List.of("--forward", port + "")));
        try {
            run(command, "")
                    .lines()
                    .filter(line -> line.contains("="))
                    .forEach(
                            line ->
                                    plane.told.put(
                                            line.substring(0, line.indexOf('=')),
                                            line.substring(line.indexOf('=') + 1)));
            return plane;
        } catch (RuntimeException e) {
            plane.close();
            throw e;
        }
    }

    /** The administrator's. */
    Path kubeconfig() {
        return Path.of(told("KUBECONFIG"));
    }

    /** Address at which pods reach this machine. */
    String node() {
        return told("NODE");
    }

    /** Address and port of the ingress gateway. */
    String gateway() {
        return told("GATEWAY");
    }

    private String told(String name) {
        return Optional.ofNullable(told.get(name))
                .orElseThrow(() -> new IllegalStateException("the control plane has no " + name));
    }

    /** Applies the objects of a kustomization. */
    void applyAll(Path kustomization) {
        apply(
                kubectl(
                        "",
                        "kustomize",
                        "--load-restrictor=LoadRestrictionsNone",
                        kustomization + ""));
    }

    /** Applies objects that name their namespace. */
    void apply(String yaml) {
        kubectl(yaml, "apply", "--server-side", "--filename", "-");
    }

    private String kubectl(String input, String... arguments) {
        List<String> command = new ArrayList<>(List.of(kubectl + ""));
        command.addAll(List.of("--kubeconfig", kubeconfig() + ""));
        command.addAll(List.of(arguments));
        return run(command, input);
    }

    /** Processes of the pods' containers. */
    List<ProcessHandle> processes() {
        try {
            String pid = Files.readString(directory.resolve("pid/node-1")).split(" ", 2)[0];
            return ProcessHandle.of(Long.parseLong(pid, 10))
                    .map(it -> it.descendants().toList())
                    .orElse(List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where each container's log lies. */
    Path logs() {
        return directory.resolve("node-1/log");
    }

    @Override
    public void close() {
        run(List.of(tool + "", "wipe", directory + ""), "");
    }

    /** What a program prints; its complaints go to our own. */
    private static String run(List<String> command, String input) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            Thread.ofVirtual().start(() -> write(process, input));
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException(
                        "%s ends with %d".formatted(String.join(" ", command), code));
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void write(Process process, String input) {
        try (var to = process.outputWriter(StandardCharsets.UTF_8)) {
            to.write(input);
        } catch (IOException e) {
            // It has ended without reading all: its exit code says why.
            return;
        }
    }
}
