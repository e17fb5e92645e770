package canary.kubernetes.store;

import canary.kubernetes.api.KubernetesApi;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An API server that keeps objects, and fails as it is told. */
public final class FaultyApiServer implements AutoCloseable {

    /** Held, or its level would be forgotten; it says two lines for every call. */
    private static final Logger TALK = Logger.getLogger("io.fabric8.mockwebserver");

    /** What becomes of a call. */
    public enum Fault {
        NONE,
        /** It is refused and has no effect. */
        REFUSED,
        /** It has its effect, and its answer never comes. */
        ANSWER_LOST
    }

    private final KubernetesMockServer server;
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<KubernetesApi> apis = new CopyOnWriteArrayList<>();

    /** Takes method and path. */
    public volatile Function<String, Fault> faults = _ -> Fault.NONE;

    /** The same for one that looks at what is written; takes the body, too. */
    volatile BiFunction<String, String, Fault> writingFaults = (_, _) -> Fault.NONE;

    public FaultyApiServer() {
        TALK.setLevel(Level.WARNING);
        KubernetesCrudDispatcher objects = new KubernetesCrudDispatcher(List.of());
        Dispatcher dispatcher =
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        return answer(request, objects);
                    }
                };
        server =
                new KubernetesMockServer(
                        new Context(), new MockWebServer(), new HashMap<>(), dispatcher, false);
        server.init();
    }

    private MockResponse answer(RecordedRequest request, KubernetesCrudDispatcher objects) {
        String call = request.method() + " " + request.getPath();
        calls.add(call);
        Fault fault = faults.apply(call);
        if (fault == Fault.NONE && !request.method().equals("GET")) {
            byte[] body = request.getBody().readByteArray();
            request.getBody().write(body); // what is read is gone
            fault = writingFaults.apply(call, new String(body, StandardCharsets.UTF_8));
        }
        if (fault == Fault.REFUSED) {
            return new MockResponse().setResponseCode(503);
        }
        MockResponse answer = objects.dispatch(request);
        return fault == Fault.ANSWER_LOST ? new MockResponse().setResponseCode(504) : answer;
    }

    /** All calls so far, as method and path. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    void forgetCalls() {
        calls.clear();
    }

    public String url() {
        return server.url("/");
    }

    /** Of the app that tests release. */
    public KubernetesApi api() {
        return api("erp-system");
    }

    public KubernetesApi api(String app) {
        KubernetesApi api = api(url(), app);
        apis.add(api);
        return api;
    }

    public static KubernetesApi api(String url, String app) {
        Config config = new ConfigBuilder(Config.empty()).withMasterUrl(url).build();
        return new KubernetesApi(
                new KubernetesClientBuilder().withConfig(KubernetesApi.limited(config)).build(),
                "erp",
                app);
    }

    @Override
    public void close() {
        apis.forEach(KubernetesApi::close);
        server.destroy();
    }
}
