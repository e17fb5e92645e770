package canary.kubernetes.store;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;

/**
 * What a Lease says.
 *
 * @param holder who holds it; empty for nobody
 * @param release the release that is worked on; empty where it does not say
 * @param renewed when its holder renewed it, by the holder's clock; null for never
 * @param transitions how often it went from one holder to another
 * @param version changes with every write
 */
record LeaseRecord(
        String holder, String release, @Nullable Instant renewed, int transitions, String version) {

    static LeaseRecord of(Lease lease) {
        var spec = Optional.ofNullable(lease.getSpec());
        return new LeaseRecord(
                spec.map(it -> it.getHolderIdentity()).orElse(""),
                Optional.ofNullable(lease.getMetadata().getAnnotations())
                        .map(it -> it.get(ReleaseNames.RELEASE + "/name"))
                        .orElse(""),
                spec.map(it -> it.getRenewTime()).map(ZonedDateTime::toInstant).orElse(null),
                spec.map(it -> it.getLeaseTransitions()).orElse(0),
                String.valueOf(lease.getMetadata().getResourceVersion()));
    }

    boolean isHeld() {
        return !holder.isEmpty();
    }

    /**
     * Whether it may be alive, by a clock that differs from the holder's by no more than allowed.
     */
    boolean mayBeAlive(Instant now, Duration duration) {
        Instant last = renewed;
        return isHeld()
                && last != null
                && last.plus(duration).plus(LeaseTiming.CLOCKS).isAfter(now);
    }

    /**
     * The Lease with a holder.
     *
     * @param before as it was read; null to make one
     */
    static Lease held(
            @Nullable Lease before,
            String name,
            String holder,
            String release,
            LeaseTiming timing,
            Instant now) {
        LeaseRecord was = before == null ? null : of(before);
        boolean isNew = was == null || !was.holder().equals(holder);
        ZonedDateTime at = now.atZone(ZoneOffset.UTC);
        int transitions = was == null ? 0 : was.transitions() + 1;
        LeaseBuilder lease = before == null ? new LeaseBuilder() : new LeaseBuilder(before);
        lease.editOrNewMetadata()
                .withName(name)
                .addToLabels(Map.of(ReleaseNames.APP, ReleaseNames.AGENT))
                .addToAnnotations(ReleaseNames.RELEASE + "/name", release)
                .endMetadata();
        var spec =
                lease.editOrNewSpec()
                        .withHolderIdentity(holder)
                        .withLeaseDurationSeconds(timing.durationSeconds())
                        .withRenewTime(at);
        if (isNew) {
            spec.withAcquireTime(at).withLeaseTransitions(transitions);
        }
        spec.endSpec();
        return lease.build();
    }

    /** The Lease with nobody who holds it. */
    static Lease free(Lease before) {
        return new LeaseBuilder(before)
                .editOrNewSpec()
                .withHolderIdentity(null)
                .withRenewTime(null)
                .withAcquireTime(null)
                .endSpec()
                .build();
    }
}
