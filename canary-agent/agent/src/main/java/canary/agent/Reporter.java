package canary.agent;

import canary.journal.Entry;

import java.util.List;

/** Writes the report of a release from its journal; repeatable. */
public interface Reporter {

    void write(List<Entry> entries);
}
