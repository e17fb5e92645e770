package canary.kubernetes;

import canary.kubernetes.api.ApiFailure;
import canary.kubernetes.api.ApiKind;
import canary.kubernetes.api.KubernetesApi;
import canary.kubernetes.routes.RouteObjects;
import canary.plan.Plan;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentConditionBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes an announcement onto the objects that it is about. */
final class Notices {

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    private static final String CONDITION = "CanaryRelease";
    private static final String WHO = "canary-agent";

    private static final ApiKind DEPLOYMENT =
            new ApiKind("apps", "v1", "Deployment", "deployments");
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** An object that is written on. */
    private record Subject(ApiKind kind, String name) {}

    private final KubernetesApi api;
    private final String canary;
    private final List<Subject> subjects;
    private final String instance;

    Notices(KubernetesApi api, Plan plan, boolean isIstio) {
        this.api = api;
        this.canary = api.name(plan.canary().version());
        this.subjects =
                List.of(
                        new Subject(DEPLOYMENT, canary),
                        new Subject(DEPLOYMENT, api.name(plan.stable().version())),
                        new Subject(
                                isIstio ? RouteObjects.VIRTUAL_SERVICE : RouteObjects.HTTP_ROUTE,
                                api.app()));
        this.instance = WHO + "/" + ProcessHandle.current().pid();
    }

    /**
     * Tells it; throws {@link ApiFailure} where nothing answers, so that it is told later.
     *
     * @param isNewest whether it is how the release stands now; else it is only told as an Event
     */
    void tell(Announcement it, boolean isNewest) {
        List<ObjectReference> found = new ArrayList<>();
        for (Subject subject : subjects) {
            GenericKubernetesResource object =
                    unlessRefused(() -> isNewest ? annotated(subject, it) : read(subject));
            if (object != null) {
                found.add(reference(subject, object.getMetadata()));
            }
        }
        if (isNewest) {
            unlessRefused(() -> condition(it));
        }
        for (ObjectReference about : found) {
            unlessRefused(() -> event(about, it));
        }
    }

    /** A call that gives something or nothing. */
    @FunctionalInterface
    private interface Call<T> {
        @Nullable T get();
    }

    /** What this account may not do, or is not there, keeps nothing else from being told. */
    private static <T> @Nullable T unlessRefused(Call<T> call) {
        try {
            return call.get();
        } catch (ApiFailure e) {
            if (e.code() >= 400 && e.code() < 500) {
                if (!e.isMissing()) {
                    LOG.warn("event=announcement_refused cause=\"{}\"", e.getMessage());
                }
                return null;
            }
            throw e;
        }
    }

    private @Nullable GenericKubernetesResource read(Subject subject) {
        return api.find(
                "get %s %s".formatted(subject.kind().kind(), subject.name()),
                () -> subject.kind().named(api, subject.name()).get());
    }

    private GenericKubernetesResource annotated(Subject subject, Announcement it) {
        String patch =
                JSON.writeValueAsString(
                        Map.of("metadata", Map.of("annotations", it.annotations())));
        return api.call(
                "annotate %s %s".formatted(subject.kind().kind(), subject.name()),
                () -> subject.kind().named(api, subject.name()).patch(MERGE, patch));
    }

    private ObjectReference reference(Subject subject, ObjectMeta metadata) {
        return new ObjectReferenceBuilder()
                .withApiVersion(subject.kind().group() + "/" + subject.kind().version())
                .withKind(subject.kind().kind())
                .withNamespace(api.namespace())
                .withName(subject.name())
                .withUid(metadata.getUid())
                .build();
    }

    /** Of both Events' APIs the newer one: `kubectl describe` shows it like the other. */
    private Event event(ObjectReference about, Announcement it) {
        Event event =
                new EventBuilder()
                        .withNewMetadata()
                        .withGenerateName(about.getName() + "-")
                        .withNamespace(api.namespace())
                        .endMetadata()
                        .withEventTime(new MicroTime(microseconds(Instant.now())))
                        .withReportingController(WHO)
                        .withReportingInstance(instance)
                        .withAction("Release")
                        .withReason(it.reason())
                        .withType(it.isWarning() ? "Warning" : "Normal")
                        .withNote(it.message())
                        .withRegarding(about)
                        .build();
        return api.call(
                "create an Event on %s %s".formatted(about.getKind(), about.getName()),
                () ->
                        api.client()
                                .events()
                                .v1()
                                .events()
                                .inNamespace(api.namespace())
                                .resource(event)
                                .create());
    }

    private static String microseconds(Instant at) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'")
                .withZone(ZoneOffset.UTC)
                .format(at);
    }

    /** The Deployment's own controller keeps conditions of types that it does not know. */
    private @Nullable Deployment condition(Announcement it) {
        Resource<Deployment> deployment =
                api.client().apps().deployments().inNamespace(api.namespace()).withName(canary);
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        DeploymentCondition condition =
                new DeploymentConditionBuilder()
                        .withType(CONDITION)
                        .withStatus(it.isUnderWay() ? "True" : "False")
                        .withReason(it.reason())
                        .withMessage(it.message())
                        .withLastUpdateTime(now)
                        .withLastTransitionTime(now)
                        .build();
        String patch =
                JSON.writeValueAsString(
                        Map.of("status", Map.of("conditions", List.of(tree(condition)))));
        return api.call(
                "set condition %s of Deployment %s".formatted(CONDITION, canary),
                () ->
                        deployment
                                .subresource("status")
                                .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), patch));
    }

    private Map<?, ?> tree(DeploymentCondition condition) {
        return api.client().getKubernetesSerialization().convertValue(condition, Map.class);
    }
}
