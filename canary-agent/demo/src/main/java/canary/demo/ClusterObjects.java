package canary.demo;

import erp.migrations.sql.DatabaseLogin;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The project's own manifests as the demo applies them: one small copy of v1, the fault as a second
 * container, and the gateway's bare address for a host name.
 */
final class ClusterObjects {

    /** What a new copy is ready by, beside its own probe. */
    static final String WARM = "erp-system.example.com/warm";

    static final String SIDECAR_IMAGE = "erp-demo-sidecar:1";

    private ClusterObjects() {}

    /**
     * A kustomization of the given folder; its objects are in the namespace {@code erp}.
     *
     * @param manifests folder that holds k8s/ and istio/
     * @param gateway address that clients ask
     */
    static String kustomization(
            Path folder,
            Path manifests,
            String gateway,
            Map<String, String> secrets,
            Map<String, String> sidecar) {
        return """
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        transformers:
          - %2$s/k8s/overlays/namespace
        resources:
          - %2$s/k8s/base
          - %2$s/k8s/service.yaml
          - %2$s/k8s/deployment-v1.yaml
          - %2$s/istio/gateway.yaml
          - %2$s/istio/destination-rule.yaml
          - %2$s/istio/virtual-service-0.yaml
        generatorOptions: {disableNameSuffixHash: true}
        secretGenerator:
          - name: erp-system-secret
            literals:
        %3$s
        patches:
          - target: {kind: Deployment, name: canary-agent}
            patch: |
              $patch: delete
              apiVersion: apps/v1
              kind: Deployment
              metadata: {name: canary-agent}
          - target: {kind: Gateway}
            patch: |
              - op: replace
                path: /spec/servers
                value: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]
          - target: {kind: VirtualService}
            patch: |
              - {op: replace, path: /spec/hosts, value: ["%1$s", erp-system]}
          - target: {kind: Deployment, name: erp-system-v1}
            patch: |
        %4$s
        """
                .formatted(
                        gateway,
                        folder.toAbsolutePath().relativize(manifests.toAbsolutePath()),
                        literals(secrets),
                        deployment(gateway, sidecar).indent(6).stripTrailing());
    }

    private static String literals(Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(values)
                .forEach((name, value) -> text.append("      - '%s=%s'%n".formatted(name, value)));
        return text.toString().stripTrailing();
    }

    /** Files of the checkout are root's: what an image holds belongs to whom it says. */
    private static String deployment(String gateway, Map<String, String> sidecar) {
        return """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: erp-system-v1}
        spec:
          replicas: 1
          template:
            spec:
              securityContext: {runAsNonRoot: false, runAsUser: 0, runAsGroup: 0}
              readinessGates: [{conditionType: %s}]
              containers:
                - name: erp-system
                  env:
                    - {name: ERP_ENV, value: demo}
                    - {name: ERP_HTTP_PORT, value: "%d"}
                    - {name: ERP_MANAGEMENT_PORT, value: "%d"}
                    - {name: ERP_TRUSTED_PROXIES, value: "127.0.0.1,%s"}
                - name: fault
                  image: %s
                  env:
                    - {name: %s, valueFrom: {fieldRef: {fieldPath: "metadata.labels['version']"}}}
        %s
        """
                .formatted(
                        WARM,
                        Sidecar.SERVER,
                        Sidecar.SERVER_MANAGEMENT,
                        gateway,
                        SIDECAR_IMAGE,
                        Sidecar.VERSION,
                        variables(sidecar).indent(12).stripTrailing());
    }

    private static String variables(Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(values)
                .forEach(
                        (name, value) ->
                                text.append(
                                        "- {name: %s, value: \"%s\"}%n".formatted(name, value)));
        return text.toString();
    }

    /** What the servers are told of the database and of each other, as the Secret holds it. */
    static Map<String, String> secrets(
            DatabaseLogin account,
            String databaseAddress,
            String secret,
            String admin,
            String password) {
        return Map.of(
                "db-url", account.url().replace("//127.0.0.1:", "//" + databaseAddress + ":"),
                "db-password", account.password(),
                "secret", secret,
                "admin-user", admin,
                "admin-password", password);
    }
}
