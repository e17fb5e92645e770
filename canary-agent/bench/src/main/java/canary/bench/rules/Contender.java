package canary.bench.rules;

import canary.bench.simulate.Ruling;
import canary.bench.simulate.Scrapes;

/** One judge on one release; it sees what was scraped and nothing else. */
public interface Contender {
    /** Once a tick, until it decides. */
    Ruling look(Scrapes scrapes);

    /** A kind of judge, which starts anew for each release. */
    record Kind(String name, Maker maker) {
        @FunctionalInterface
        public interface Maker {
            Contender make();
        }
    }
}
