package erp.core.module;

import java.util.List;

/**
 * What a smoke test sends.
 *
 * @param bodies that should be accepted, the most promising first
 * @param missing what is not there, so that there is no body: {@code active item}
 */
public record Samples(List<?> bodies, List<String> missing) {
    public Samples {
        bodies = List.copyOf(bodies);
        missing = List.copyOf(missing);
        if (bodies.isEmpty() == missing.isEmpty()) {
            throw new IllegalStateException("either there are bodies, or something is missing");
        }
    }

    public static Samples of(List<?> bodies) {
        return new Samples(bodies, List.of());
    }

    public static Samples missing(List<String> missing) {
        return new Samples(List.of(), missing);
    }
}
