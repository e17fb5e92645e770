package canary.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The project's own manifests of service, gateway and routes in a namespace, before two versions of
 * a small server that says which it is, publishes signing keys and counts what it is asked.
 */
final class DataPlane implements AutoCloseable {

    private static final String SERVER =
            """
            import http.server, os, collections
            counts = collections.Counter()
            class Handler(http.server.BaseHTTPRequestHandler):
                protocol_version = 'HTTP/1.1'
                def do_GET(self):
                    if self.path == '/.well-known/jwks.json':
                        return self.say(os.environ['JWKS'])
                    if self.path.startswith('/count'):
                        return self.say(str(counts['POST']))
                    self.say('hello')
                def do_POST(self):
                    counts['POST'] += 1
                    self.connection.close()
                    self.close_connection = True
                def say(self, text):
                    body = text.encode()
                    self.send_response(200)
                    self.send_header('ERP-Version', os.environ['ERP_VERSION'])
                    self.send_header('Content-Length', str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                def log_message(self, *_):
                    pass
            http.server.ThreadingHTTPServer(('', 8080), Handler).serve_forever()
            """;

    private final RealCluster cluster;
    private final KubernetesClient client;
    private final String namespace;
    private final HttpClient http = HttpClient.newHttpClient();
    private final KeyStore certificate;

    DataPlane(RealCluster cluster, String namespace, Path scratch, String jwks)
            throws IOException, GeneralSecurityException, InterruptedException {
        this.cluster = cluster;
        this.client = cluster.client();
        this.namespace = namespace;
        this.certificate = certificate(scratch);
        cluster.image("data-plane/erp-system:.*", "python3", "-c", SERVER);
        for (String version : List.of("v1", "v2")) {
            deploy(version, jwks);
        }
        apply("k8s/service.yaml");
        for (String name :
                List.of(
                        "destination-rule",
                        "gateway",
                        "request-authentication",
                        "authorization-policy",
                        "virtual-service-0")) {
            apply("istio/" + name + ".yaml");
        }
        for (String version : List.of("v1", "v2")) {
            RealCluster.until(
                    version + " is available",
                    () ->
                            Integer.valueOf(1)
                                    .equals(
                                            client.apps()
                                                    .deployments()
                                                    .inNamespace(namespace)
                                                    .withName("erp-system-" + version)
                                                    .get()
                                                    .getStatus()
                                                    .getAvailableReplicas()));
        }
    }

    private void deploy(String version, String jwks) {
        String yaml =
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: erp-system-@version@}
                spec:
                  selector: {matchLabels: {app: erp-system, version: @version@}}
                  template:
                    metadata: {labels: {app: erp-system, version: @version@}}
                    spec:
                      terminationGracePeriodSeconds: 1
                      containers:
                      - name: erp-system
                        image: data-plane/erp-system:@version@
                        ports: [{name: http, containerPort: 8080}]
                        env:
                        - {name: ERP_VERSION, value: @version@}
                        - {name: JWKS, value: '@keys@'}
                        readinessProbe: {httpGet: {path: /, port: http}, periodSeconds: 1}
                """;
        applyText(yaml.replace("@version@", version).replace("@keys@", jwks));
    }

    /** Puts a file of the project into the namespace. */
    void apply(String file) throws IOException {
        applyText(
                Files.readString(RealCluster.HOME.resolve(file))
                        // The keys' address names the namespace of the ERP.
                        .replace("erp-system.erp.svc", "erp-system." + namespace + ".svc"));
    }

    private void applyText(String yaml) {
        for (HasMetadata each : objects(yaml)) {
            String own = each.getMetadata().getNamespace();
            client.resource(each).inNamespace(own == null ? namespace : own).serverSideApply();
        }
    }

    private List<HasMetadata> objects(String yaml) {
        return client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))).items();
    }

    /** Sets routes, and waits until Envoy has them. */
    void route(int weight) throws IOException {
        apply("istio/virtual-service-" + weight + ".yaml");
        RealCluster.until(
                "Envoy has the weight " + weight,
                () -> {
                    String routes = admin("config_dump?resource=dynamic_route_configs");
                    return weight == 0
                            ? routes.contains("probe-v2") && !routes.contains("cohort-canary")
                            : routes.contains("\"weight\": " + weight);
                });
    }

    /** One of Envoy's own counters. */
    long counted(String version, String counter) {
        String name =
                "cluster.outbound|80|%s|erp-system.%s.svc.cluster.local;.%s"
                        .formatted(version, namespace, counter);
        return admin("stats?filter=" + counter)
                .lines()
                .filter(line -> line.replace(";.", ".").startsWith(name.replace(";.", ".") + ":"))
                .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Envoy does not count " + name));
    }

    private String admin(String path) {
        String host = cluster.gateway().substring(0, cluster.gateway().indexOf(':'));
        URI uri = URI.create("http://" + host + ":15000/" + path);
        try {
            return http.send(
                            HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return ""; // as if it said nothing
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    GatewayClient plain() {
        return GatewayClient.plain(cluster.gateway());
    }

    GatewayClient secure() throws GeneralSecurityException {
        return GatewayClient.secure(cluster.secureGateway(), certificate);
    }

    /** A certificate for the host, given to the gateway as its manifest says; what trusts it. */
    private KeyStore certificate(Path scratch)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path store = scratch.resolve("gateway.p12");
        String keytool = System.getProperty("java.home") + "/bin/keytool";
        int code =
                new ProcessBuilder(
                                keytool,
                                "-genkeypair",
                                "-alias",
                                "gateway",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=" + GatewayClient.HOST,
                                "-ext",
                                "san=dns:" + GatewayClient.HOST,
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                "changeit",
                                "-keystore",
                                store.toString())
                        .inheritIO()
                        .start()
                        .waitFor();
        if (code != 0) {
            throw new IllegalStateException("keytool ended with " + code);
        }
        KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        client.secrets()
                .inNamespace("istio-system")
                .resource(
                        new SecretBuilder()
                                .withNewMetadata()
                                .withName("erp-system-tls")
                                .endMetadata()
                                .withType("kubernetes.io/tls")
                                .addToStringData(
                                        "tls.crt",
                                        pem(
                                                "CERTIFICATE",
                                                keys.getCertificate("gateway").getEncoded()))
                                .addToStringData(
                                        "tls.key",
                                        pem(
                                                "PRIVATE KEY",
                                                keys.getKey("gateway", "changeit".toCharArray())
                                                        .getEncoded()))
                                .build())
                .serverSideApply();
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("gateway", keys.getCertificate("gateway"));
        return trusted;
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(
                        what,
                        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content),
                        what);
    }

    /**
     * What the gateway is told leaves with the namespace; what it has beside that is removed here.
     */
    @Override
    public void close() {
        client.secrets().inNamespace("istio-system").withName("erp-system-tls").delete();
        for (String file : List.of("request-authentication", "authorization-policy")) {
            try {
                for (HasMetadata each :
                        objects(
                                Files.readString(
                                        RealCluster.HOME.resolve("istio/" + file + ".yaml")))) {
                    if ("istio-system".equals(each.getMetadata().getNamespace())) {
                        client.resource(each).delete();
                    }
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        cluster.remove(namespace);
    }

    static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }
}
