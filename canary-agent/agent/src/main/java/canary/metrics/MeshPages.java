package canary.metrics;

import canary.counters.scrape.Sample;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** Where the processes of a mesh say what they counted. */
@FunctionalInterface
public interface MeshPages {

    /**
     * The pages by process; asked for at every look. Throws {@link java.io.UncheckedIOException}
     * where nobody tells.
     */
    Map<String, URI> pages();

    /** A page in the terms of the ERP's own metrics. */
    default List<Sample> translated(List<Sample> page) {
        return page;
    }
}
