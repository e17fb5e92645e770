package canary.gates.compare;

import canary.counters.Snapshot;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;

/** Joins steps to blocks of at least some length, all of one weight. */
final class Blocks implements Serializable {

    /** What lies between the two ends of a block. */
    record Block(Snapshot before, Snapshot now) implements Serializable {
        double seconds() {
            return Duration.between(before.at(), now.at()).toMillis() / 1000.0;
        }
    }

    private final Duration length;
    private @Nullable Snapshot begin;

    Blocks(Duration length) {
        this.length = length;
    }

    /** The block that this step ends, if it ends one; a change of weight begins anew. */
    Optional<Block> next(ComparisonSteps.Step step) {
        if (begin == null || step.isNewWeight()) {
            begin = step.isNewWeight() ? step.now() : step.before();
        }
        Block block = new Block(begin, step.now());
        if (begin.at().plus(length).isAfter(step.now().at())) {
            return Optional.empty();
        }
        begin = step.now();
        return Optional.of(block);
    }
}
