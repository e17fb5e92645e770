package canary.router;

import canary.mesh.Split;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.IntSupplier;

/** Which version a request goes to: pure, but for the draw. */
final class Choice {

    private Choice() {}

    /**
     * The version for one request, or empty where an authorised probe names a version that is
     * neither of the two.
     *
     * @param probe value of the header {@code ERP-Release-Probe}; ignored unless the token may
     * @param draw an even draw from 0 to 99, asked only where chance decides
     */
    static Optional<String> version(
            Split split, Claims claims, @Nullable String probe, IntSupplier draw) {
        if (probe != null && claims.probe()) {
            boolean known = probe.equals(split.stable()) || probe.equals(split.canary());
            return known ? Optional.of(probe) : Optional.empty();
        }
        boolean whole =
                split.routing() == Split.Routing.COHORT && claims.cohort() != Claims.NO_COHORT;
        int place = whole ? claims.cohort() : draw.getAsInt();
        return Optional.of(place < split.canaryPercent() ? split.canary() : split.stable());
    }
}
