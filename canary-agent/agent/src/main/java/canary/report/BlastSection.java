package canary.report;

import erp.migrations.documents.WrittenDocument;
import erp.migrations.documents.WrittenDocuments;

import java.util.List;
import java.util.stream.Collectors;

/** The report's section on what the canary wrote: what of it is broken, and where the rest is. */
record BlastSection(String version, BlastRadius radius) {

    /** The JSON report has all of them. */
    private static final int MOST_ROWS = 100;

    private static final int MOST_NAMES = 5;

    /** Empty where nothing was written and nothing is broken, or nothing is known. */
    String text() {
        WrittenDocuments documents = radius.written();
        if (documents == null) {
            return "";
        }
        StringBuilder out = new StringBuilder();
        if (!documents.listed().isEmpty()) {
            modules(out, documents);
        }
        if (!documents.broken().isEmpty()) {
            broken(out, documents.broken());
        }
        if (!documents.sums().isEmpty()) {
            sums(out, documents.sums());
        }
        if (!documents.notChecked().isEmpty()) {
            out.append("Not all rules could be asked: ")
                    .append(MarkdownReport.flat(documents.notChecked()))
                    .append(".\n\n");
        }
        return out.toString();
    }

    private void modules(StringBuilder out, WrittenDocuments documents) {
        out.append("## What %s wrote\n\n".formatted(version));
        out.append("| module | documents | changes | amount | users | broken | built on since |\n");
        out.append("|---|---|---|---|---|---|---|\n");
        for (BlastRadius.ModuleTotal each : radius.modules()) {
            String amounts =
                    each.amounts().entrySet().stream()
                            .map(it -> it.getValue() + " " + it.getKey())
                            .collect(Collectors.joining(", "));
            out.append(
                    "| %s | %d | %d | %s | %d | %d | %d |\n"
                            .formatted(
                                    each.module(),
                                    each.documents(),
                                    each.changes(),
                                    amounts,
                                    each.users(),
                                    each.broken(),
                                    each.builtOn()));
        }
        out.append('\n');
        if (documents.leftOut() > 0) {
            out.append(
                    "Of the oldest, %d are counted and not listed.\n\n"
                            .formatted(documents.leftOut()));
        }
    }

    private void broken(StringBuilder out, List<WrittenDocument> broken) {
        out.append("## Broken documents: %d\n\n".formatted(broken.size()));
        out.append("| document | amount | date | by | rules broken | built on since |\n");
        out.append("|---|---|---|---|---|---|\n");
        for (WrittenDocument each : broken.subList(0, Math.min(MOST_ROWS, broken.size()))) {
            out.append(row(each));
        }
        if (broken.size() > MOST_ROWS) {
            out.append("\nAll of them are in `report.json`.\n");
        }
        out.append(
                "\n"
                        + "`release quarantine` holds them in the ERP until somebody has looked at"
                        + " them.\n\n");
    }

    private String row(WrittenDocument document) {
        String plain = document.sketch().plainAmount();
        String amount = plain == null ? "" : plain + " " + document.sketch().currency();
        String users = names(document.users());
        return "| %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        MarkdownReport.flat(document.name()),
                        amount,
                        document.sketch().day() == null ? "" : document.sketch().day(),
                        MarkdownReport.flat(
                                document.byCanary() ? users : users + ", not through " + version),
                        String.join(", ", document.broken()),
                        MarkdownReport.flat(
                                names(
                                        document.builtOn().stream()
                                                .map(BlastSection::successor)
                                                .toList())));
    }

    private static String successor(WrittenDocument.Successor successor) {
        return "%s (%s)".formatted(successor.name(), successor.version());
    }

    private static String names(List<String> names) {
        return names.size() <= MOST_NAMES
                ? String.join(", ", names)
                : "%s and %d more"
                        .formatted(
                                String.join(", ", names.subList(0, MOST_NAMES)),
                                names.size() - MOST_NAMES);
    }

    private static void sums(StringBuilder out, List<WrittenDocuments.BrokenSum> sums) {
        out.append("## Rules broken by no single document\n\n");
        for (WrittenDocuments.BrokenSum each : sums) {
            out.append(
                    "- %s, %s %d rows: %s\n"
                            .formatted(
                                    each.check(),
                                    MarkdownReport.flat(each.statement()),
                                    each.count(),
                                    MarkdownReport.flat(String.join(" ", each.rows()))));
        }
        out.append('\n');
    }
}
