package canary.report;

import canary.plan.Plan;

import erp.migrations.documents.DocumentSketch;
import erp.migrations.documents.WrittenDocument;
import erp.migrations.documents.WrittenDocuments;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the canary wrote into the books: its blast radius.
 *
 * @param written null when it is not known
 * @param notCounted what stands in the way of it; empty when nothing
 */
public record BlastRadius(@Nullable WrittenDocuments written, String notCounted) {

    /**
     * What the listed documents of a module come to.
     *
     * @param amounts by currency
     * @param users who wrote them
     */
    public record ModuleTotal(
            String module,
            long documents,
            long changes,
            long broken,
            long builtOn,
            Map<String, String> amounts,
            long users) {}

    /**
     * Reads what a version wrote since a release began; why that is not known is told in it.
     *
     * @param database null where the plan names none
     */
    public static BlastRadius read(
            Plan.@Nullable Database database, String version, Instant since) {
        if (database == null) {
            return unknown("the plan names no database");
        }
        try {
            return new BlastRadius(WrittenDocuments.read(database.login(), version, since), "");
        } catch (SQLException e) {
            return unknown("the database does not answer: " + e.getMessage());
        }
    }

    static BlastRadius unknown(String why) {
        return new BlastRadius(null, why);
    }

    /** How many distinct documents it created or changed; null when not counted. */
    public @Nullable Long documents() {
        return written == null ? null : written.documents();
    }

    /** Rows of history it left; null when not counted. */
    public @Nullable Long changes() {
        return written == null ? null : written.changes();
    }

    List<WrittenDocument> listed() {
        return written == null ? List.of() : written.listed();
    }

    /** By name of the module. */
    public List<ModuleTotal> modules() {
        Map<String, List<WrittenDocument>> byModule =
                listed().stream()
                        .collect(
                                Collectors.groupingBy(
                                        it -> it.key().module(),
                                        TreeMap::new,
                                        Collectors.toList()));
        return byModule.entrySet().stream().map(it -> total(it.getKey(), it.getValue())).toList();
    }

    private static ModuleTotal total(String module, List<WrittenDocument> documents) {
        Map<String, BigDecimal> amounts = new TreeMap<>();
        for (WrittenDocument each : documents) {
            BigDecimal amount = each.sketch().amount();
            String currency = each.sketch().currency();
            if (amount != null && currency != null) {
                amounts.merge(currency, amount, BigDecimal::add);
            }
        }
        Map<String, String> plain = new TreeMap<>();
        amounts.forEach((currency, amount) -> plain.put(currency, DocumentSketch.plain(amount)));
        return new ModuleTotal(
                module,
                documents.size(),
                documents.stream().mapToLong(WrittenDocument::changes).sum(),
                documents.stream().filter(WrittenDocument::breaksRules).count(),
                documents.stream().filter(it -> !it.builtOn().isEmpty()).count(),
                plain,
                documents.stream().flatMap(it -> it.users().stream()).distinct().count());
    }
}
