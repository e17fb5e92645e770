package canary.agent;

import canary.journal.Entry;

import java.util.List;

/**
 * Writes the report of a release from its journal alone, so that an agent which died between the
 * end and the report writes the same one.
 */
public interface Reporter {

    void write(List<Entry> entries);
}
