package erp.migrations.documents;

import erp.migrations.sql.DatabaseLogin;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * What a version wrote, and which of it breaks a rule of the data.
 *
 * @param documents how many distinct documents it created or changed
 * @param changes rows of history it left
 * @param listed the documents, broken ones first, then the newest, ten thousand at most; those too
 *     that break a rule newly without a history by the version
 * @param sums broken rules of which no single document can be blamed
 * @param notChecked what is not known of broken rules; empty when all was asked
 */
public record WrittenDocuments(
        long documents,
        long changes,
        List<WrittenDocument> listed,
        List<BrokenSum> sums,
        String notChecked) {

    /**
     * A rule that is broken by a sum over documents.
     *
     * @param rows the first of them as text
     */
    public record BrokenSum(String check, String statement, long count, List<String> rows) {

        public BrokenSum {
            rows = List.copyOf(rows);
        }
    }

    public WrittenDocuments {
        listed = List.copyOf(listed);
        sums = List.copyOf(sums);
    }

    /** Reads it from the history and by the checks of what was written since then. */
    public static WrittenDocuments read(DatabaseLogin login, String version, Instant since)
            throws SQLException {
        return new WrittenReader(version, since).read(login);
    }

    /** Those that break a rule. */
    public List<WrittenDocument> broken() {
        return listed.stream().filter(WrittenDocument::breaksRules).toList();
    }

    /** How many of the documents are not listed. */
    public long leftOut() {
        return documents - listed.stream().filter(WrittenDocument::byCanary).count();
    }
}
