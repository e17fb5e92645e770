package canary.kubernetes.store;

import canary.agent.io.OrderText;
import canary.agent.io.Orders;
import canary.kubernetes.api.KubernetesApi;
import canary.rollout.Order;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Orders of people, one key of a ConfigMap each. Each is added by itself, so that two terminals
 * leave theirs side by side.
 */
final class ConfigMapOrders implements Orders {

    /** Nobody says more of an order. */
    private static final int MOST_LETTERS = 4000;

    /** Older ones have been carried out long ago. */
    static final int MOST_KEPT = 100;

    private static final int TRIES = 5;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final KubeObjects<ConfigMap> maps;
    private final ReleaseId id;

    ConfigMapOrders(KubeObjects<ConfigMap> maps, ReleaseId id) {
        this.maps = maps;
        this.id = id;
    }

    @Override
    public String put(Order order, Instant now) {
        String key = OrderText.newId(order, now);
        String text = OrderText.write(order);
        String kept = text.length() > MOST_LETTERS ? text.substring(0, MOST_LETTERS) : text;
        put(key, kept);
        return key;
    }

    private void put(String key, String text) {
        String name = ReleaseNames.orders(id.release());
        String patch = JSON.writeValueAsString(Map.of("data", Map.of(key, text)));
        boolean isLeft =
                maps.merge(name, patch)
                        .or(() -> maps.create(map(Map.of(key, text))))
                        .or(() -> maps.merge(name, patch))
                        .isPresent();
        if (!isLeft) {
            throw KubernetesApi.failure(
                    "the order could not be left: ConfigMap %s comes and goes".formatted(name));
        }
    }

    /** Makes the map where there is none: people who give orders need no right to make one. */
    void open() {
        if (maps.find(ReleaseNames.orders(id.release())).isEmpty()) {
            maps.create(map(Map.of()));
        }
    }

    private ConfigMap map(Map<String, String> orders) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(ReleaseNames.orders(id.release()))
                .withLabels(id.labels(ReleaseNames.Part.ORDERS))
                .endMetadata()
                .withData(orders)
                .build();
    }

    /** The agent's work, which has the right to it. */
    private void forgetOldest(ConfigMap all) {
        List<String> keys = List.copyOf(data(all).keySet());
        if (keys.size() > MOST_KEPT) {
            forget(keys.subList(0, keys.size() - MOST_KEPT));
        }
    }

    @Override
    public void remove(String key) {
        forget(List.of(key));
    }

    private void forget(List<String> keys) {
        String name = ReleaseNames.orders(id.release());
        for (int attempt = 0; attempt < TRIES; attempt++) {
            ConfigMap all = maps.find(name).orElse(null);
            if (all == null) {
                return;
            }
            Map<String, String> left = new TreeMap<>(data(all));
            left.keySet().removeAll(keys);
            if (maps.replace(new ConfigMapBuilder(all).withData(left).build()).isPresent()) {
                return;
            }
        }
        throw KubernetesApi.failure("ConfigMap %s is being written by others".formatted(name));
    }

    @Override
    public @Nullable Order oldest(Set<String> carriedOut, boolean isForSafetyOnly) {
        ConfigMap all = maps.find(ReleaseNames.orders(id.release())).orElse(null);
        if (all == null) {
            return null;
        }
        forgetOldest(all);
        for (Map.Entry<String, String> kept : data(all).entrySet()) {
            String key = kept.getKey();
            Order.Verb verb = carriedOut.contains(key) ? null : OrderText.verb(key);
            if (verb != null && (!isForSafetyOnly || OrderText.isForSafety(verb))) {
                return OrderText.read(key, verb, kept.getValue());
            }
        }
        return null;
    }

    /** Ids sort by time. */
    private static Map<String, String> data(ConfigMap all) {
        return all.getData() == null ? Map.of() : new TreeMap<>(all.getData());
    }
}
