package canary.kubernetes.store;

import canary.agent.io.KeptRelease;
import canary.agent.io.Orders;
import canary.agent.io.ReleaseDirectory;
import canary.agent.io.Releases;
import canary.journal.Entry;
import canary.journal.Journal;
import canary.plan.Plan;
import canary.plan.PlanFile;

import io.fabric8.kubernetes.api.model.ConfigMap;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A release kept in the cluster. The record of the counters is on the machine of its agent alone:
 * one that goes on elsewhere gathers its evidence anew.
 */
final class ClusterRelease implements KeptRelease {

    private final ReleasePlace place;
    private final ReleaseId id;
    private final Optional<String> text;
    private @Nullable ReleaseLease lease;

    /**
     * @param text of the plan, of who starts it; empty for who looks on or goes on
     */
    ClusterRelease(ReleasePlace place, String name, Optional<String> text) {
        this.place = place;
        this.id = place.id(name);
        this.text = text;
    }

    @Override
    public String name() {
        return id.release();
    }

    @Override
    public Plan plan() {
        return PlanFile.parse(planText(), System::getenv);
    }

    @Override
    public Plan planToLookAt() {
        return PlanFile.parseToLookAt(planText());
    }

    private String planText() {
        String kept = ReleaseState.toRead(place.maps(), id, place.clock()).plan();
        if (kept == null) {
            throw ReleaseState.noPlan(id);
        }
        return kept;
    }

    @Override
    public List<Entry> peek() {
        return Journal.peek(toRead());
    }

    private ConfigMapStore toRead() {
        return ConfigMapStore.toRead(place.maps(), id, place.clock());
    }

    /**
     * By the time of the last renewal, so it is told up to a minute after an agent died: clocks of
     * machines differ by so much.
     */
    @Override
    public boolean isAtWork() {
        return place.leases()
                .find(ReleaseNames.lease(id.app()))
                .map(LeaseRecord::of)
                .filter(record -> record.release().equals(name()))
                .filter(record -> record.mayBeAlive(place.clock().now(), place.timing().duration()))
                .isPresent();
    }

    @Override
    public boolean showsLife() {
        LeaseRecord living = place.watch().await().living();
        return living != null && living.release().equals(name());
    }

    @Override
    public Instant lastWritten() {
        return toRead().lastWritten();
    }

    @Override
    public Hold hold(Plan plan, Runnable onLost) {
        ReleaseLease taken =
                ReleaseLease.take(
                        place.leases(), id.app(), name(), place.timing(), place.clock(), onLost);
        lease = taken;
        return taken.keep();
    }

    @Override
    public Journal journal() {
        ReleaseLease held = lease;
        if (held == null) {
            throw new IllegalStateException("who opens the journal holds the release");
        }
        ConfigMapStore.Writer writer = new ConfigMapStore.Writer(held.identity(), held::lose);
        ReleaseState state = ReleaseState.toWrite(place.maps(), id, place.clock(), writer, text);
        WorkingDirectory.of(directory(), state.unique());
        new ConfigMapOrders(place.maps(), id).open();
        Journal journal =
                Journal.open(
                        ConfigMapStore.toWrite(place.maps(), id, state, place.clock(), writer));
        try {
            text.filter(own -> !own.equals(state.plan()))
                    .ifPresent(own -> begin(journal, state, own));
            return journal;
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /** Of two who prepared a release at a time the one that holds it says what it does. */
    private void begin(Journal journal, ReleaseState state, String own) {
        if (!journal.entries().isEmpty()) {
            throw Releases.underWay(name());
        }
        state.plan(own);
    }

    @Override
    public Orders orders() {
        return new ConfigMapOrders(place.maps(), id);
    }

    @Override
    public ReleaseDirectory directory() {
        return new ReleaseDirectory(place.workspace().resolve(name()));
    }

    @Override
    public void publish(String markdown, String json) {
        PublishedReport.put(place.maps(), id, markdown, json);
    }

    @Override
    public Optional<Report> published() {
        return place.maps()
                .find(ReleaseNames.report(name()))
                .map(ConfigMap::getData)
                .map(PublishedReport::of);
    }
}
