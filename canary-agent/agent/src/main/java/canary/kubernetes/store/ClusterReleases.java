package canary.kubernetes.store;

import canary.agent.io.EntranceTakenException;
import canary.agent.io.KeptRelease;
import canary.agent.io.Releases;
import canary.journal.Entry;
import canary.kubernetes.api.ApiFailure;
import canary.kubernetes.api.KubernetesApi;
import canary.plan.Plan;
import canary.plan.PlanException;
import canary.rollout.Ended;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReview;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReviewStatus;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The releases of one app that a cluster keeps. A name that is used again sets the ended release
 * aside ({@code NAME-1}); so many ended ones are kept, and the oldest are forgotten.
 */
public final class ClusterReleases implements Releases {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterReleases.class);

    /** How many ended releases are kept. */
    static final int MOST_KEPT = 20;

    private final KubernetesApi api;
    private final ReleasePlace place;

    /**
     * @param workspace for what an agent keeps on this machine
     */
    public ClusterReleases(KubernetesApi api, Path workspace) {
        this(api, workspace, LeaseTiming.STANDARD, LeaseClock.SYSTEM);
    }

    ClusterReleases(KubernetesApi api, Path workspace, LeaseTiming timing, LeaseClock clock) {
        this.api = api;
        this.place =
                new ReleasePlace(
                        new KubeObjects<>(api, ConfigMap.class),
                        new KubeObjects<>(api, Lease.class),
                        api.app(),
                        workspace,
                        timing,
                        clock);
    }

    @Override
    public KeptRelease prepare(Plan plan, String text) {
        String name = plan.release();
        ReleaseNames.check(name);
        ClusterRelease release = new ClusterRelease(place, name, Optional.of(text));
        ConfigMap state = place.maps().find(ReleaseNames.state(name)).orElse(null);
        if (state != null) {
            refuseOtherApp(name, state);
        }
        SetAside history = new SetAside(place);
        history.finish(name);
        List<Entry> entries = release.peek();
        if (!entries.isEmpty() && !(entries.getLast().phase() instanceof Ended)) {
            String kept = ReleaseState.toRead(place.maps(), place.id(name), place.clock()).plan();
            if (kept != null && !kept.equals(text)) {
                throw Releases.underWay(name);
            }
            return release;
        }
        if (!entries.isEmpty()) {
            refuseAtWork(release);
            history.setAside(name);
        }
        history.forget(ended(), MOST_KEPT - 1);
        // Where somebody else has just made one, the one that holds it says which plan is carried
        // out.
        place.maps().create(ReleaseState.anew(place.id(name), text));
        return release;
    }

    private void refuseOtherApp(String name, ConfigMap state) {
        String app =
                Optional.ofNullable(state.getMetadata().getLabels())
                        .map(labels -> labels.get(ReleaseNames.OF_APP))
                        .orElse("");
        if (!app.equals(place.app())) {
            throw new PlanException(
                    List.of(
                            "release: %s is the name of another app's release in namespace %s"
                                    .formatted(name, api.namespace())));
        }
    }

    /** Its agent writes the last report. */
    private static void refuseAtWork(KeptRelease release) {
        if (release.isAtWork() && release.showsLife()) {
            throw new EntranceTakenException(
                    "release %s has ended, and its agent is still writing its report; try again in a moment"
                            .formatted(release.name()));
        }
    }

    private List<KeptRelease> ended() {
        return list().stream()
                .filter(
                        release -> {
                            List<Entry> entries = release.peek();
                            return !entries.isEmpty() && entries.getLast().phase() instanceof Ended;
                        })
                .toList();
    }

    @Override
    public List<KeptRelease> list() {
        return place.maps().list(ReleaseNames.labels(place.app(), ReleaseNames.Part.STATE)).stream()
                .filter(state -> ReleaseState.data(state).containsKey(ReleaseState.BEGAN))
                .filter(state -> !SetAside.isBeingSetAside(state))
                .sorted(Comparator.comparing(ClusterReleases::began))
                .map(state -> state.getMetadata().getLabels().get(ReleaseNames.RELEASE))
                .<KeptRelease>map(name -> new ClusterRelease(place, name, Optional.empty()))
                .toList();
    }

    private static String began(ConfigMap state) {
        return ReleaseState.instant(ReleaseState.data(state).getOrDefault(ReleaseState.BEGAN, ""))
                + " "
                + state.getMetadata().getName();
    }

    @Override
    public String place() {
        return "of %s in namespace %s".formatted(place.app(), api.namespace());
    }

    /** As the API server knows us, with this machine's user where that is another name. */
    @Override
    public String asker() {
        String here = Releases.super.asker();
        return known().filter(name -> !name.isEmpty() && !name.equals(here))
                .map(name -> "%s (%s)".formatted(name, here))
                .orElse(here);
    }

    private Optional<String> known() {
        try {
            return Optional.ofNullable(
                            api.find(
                                    "create SelfSubjectReview",
                                    () -> api.client().resource(new SelfSubjectReview()).create()))
                    .map(SelfSubjectReview::getStatus)
                    .map(SelfSubjectReviewStatus::getUserInfo)
                    .map(UserInfo::getUsername);
        } catch (ApiFailure e) {
            LOG.warn("event=own_name_not_known cause={}", e.getMessage());
            return Optional.empty();
        }
    }
}
