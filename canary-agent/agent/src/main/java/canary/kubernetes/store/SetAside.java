package canary.kubernetes.store;

import canary.agent.io.KeptRelease;
import canary.kubernetes.api.KubernetesApi;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ended releases. Objects cannot be renamed, so those of a name that is used again are copied and
 * then deleted; whoever dies in between leaves what the next one finishes.
 */
final class SetAside {

    /** The annotation of a state whose copy is whole: what is left of it only waits to go. */
    private static final String COPIED = "erp-release/set-aside";

    private static final int MOST_NAMES = 999;

    private final ReleasePlace place;
    private final KubeObjects<ConfigMap> maps;

    SetAside(ReleasePlace place) {
        this.place = place;
        this.maps = place.maps();
    }

    static boolean isBeingSetAside(ConfigMap state) {
        return !JournalParts.annotation(state, COPIED).isEmpty();
    }

    /** Takes away what is left of a release whose copy is whole. */
    void finish(String name) {
        maps.find(ReleaseNames.state(name))
                .filter(SetAside::isBeingSetAside)
                .ifPresent(_ -> delete(name));
    }

    /** Copies an ended release under a name that nobody has, and takes it away. */
    void setAside(String name) {
        ConfigMap state =
                maps.find(ReleaseNames.state(name))
                        .orElseThrow(() -> ReleaseState.noPlan(place.id(name)));
        String aside = free(name, state);
        for (ConfigMap part : partsOf(name)) {
            copy(part, name, aside);
        }
        copy(state, name, aside);
        ConfigMap marked =
                new ConfigMapBuilder(state)
                        .editMetadata()
                        .addToAnnotations(COPIED, aside)
                        .endMetadata()
                        .build();
        if (maps.replace(marked).isEmpty()) {
            throw KubernetesApi.failure(
                    "release %s was changed while it was set aside; try again".formatted(name));
        }
        delete(name);
    }

    /** A name without a state, or with a copy that an earlier try has left. */
    private String free(String name, ConfigMap state) {
        String unique = JournalParts.annotation(state, ReleaseState.UNIQUE);
        for (int number = 1; number <= MOST_NAMES; number++) {
            String aside = name + "-" + number;
            Optional<ConfigMap> there = maps.find(ReleaseNames.state(aside));
            boolean isSame =
                    there.map(it -> JournalParts.annotation(it, ReleaseState.UNIQUE))
                            .filter(unique::equals)
                            .isPresent();
            if (there.isEmpty() || isSame) {
                return aside;
            }
        }
        throw KubernetesApi.failure(
                "%d releases are called %s; delete some, or give the release another name"
                        .formatted(MOST_NAMES, name));
    }

    /** All but the state. */
    private List<ConfigMap> partsOf(String name) {
        List<ConfigMap> parts = new ArrayList<>();
        ReleaseId id = place.id(name);
        for (ReleaseNames.Part part :
                List.of(
                        ReleaseNames.Part.JOURNAL,
                        ReleaseNames.Part.ORDERS,
                        ReleaseNames.Part.REPORT)) {
            parts.addAll(maps.list(id.labels(part)));
        }
        return parts;
    }

    private void copy(ConfigMap from, String name, String aside) {
        String target =
                ReleaseNames.state(aside)
                        + from.getMetadata().getName().substring(ReleaseNames.state(name).length());
        Map<String, String> labels = new HashMap<>(from.getMetadata().getLabels());
        labels.put(ReleaseNames.RELEASE, aside);
        Map<String, String> annotations =
                from.getMetadata().getAnnotations() == null
                        ? Map.of()
                        : from.getMetadata().getAnnotations();
        ConfigMap copy =
                new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(target)
                        .withLabels(labels)
                        .withAnnotations(annotations)
                        .endMetadata()
                        .withData(from.getData())
                        .build();
        if (maps.create(copy).isEmpty()) {
            maps.delete(target); // of a try that did not end
            if (maps.create(copy).isEmpty()) {
                throw KubernetesApi.failure("ConfigMap %s comes and goes".formatted(target));
            }
        }
    }

    /** The state last: as long as it is there, somebody finishes. */
    private void delete(String name) {
        for (ConfigMap part : partsOf(name)) {
            maps.delete(part.getMetadata().getName());
        }
        maps.delete(ReleaseNames.state(name));
    }

    /** Forgets the oldest, so that no more than so many are left. */
    void forget(List<KeptRelease> ended, int most) {
        for (KeptRelease old : ended.subList(0, Math.max(0, ended.size() - most))) {
            mark(old.name());
            delete(old.name());
        }
    }

    private void mark(String name) {
        maps.merge(
                ReleaseNames.state(name),
                "{\"metadata\":{\"annotations\":{\"%s\":\"forgotten\"}}}".formatted(COPIED));
    }
}
