package canary.bench;

/** One judge on one release; it sees what was scraped and nothing else. */
interface Subject {
    /** Once a tick, until it decides. */
    Decision look(Scrapes scrapes);

    /** A kind of judge, which starts anew for each release. */
    record Kind(String name, Maker maker) {
        @FunctionalInterface
        interface Maker {
            Subject make();
        }
    }
}
