package canary.quarantine;

import canary.quarantine.ReviewDesk.Result;
import canary.quarantine.ReviewDesk.Said;
import canary.quarantine.ReviewDesk.Task;

import tools.jackson.databind.node.MissingNode;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The way back from documents by the ERP's API: each is reversed by its own verb. What is built on
 * a document, and what settles it, a person takes back.
 */
record WayBack(ReviewDesk desk) {
    private static final int LONGEST_REASON = 200;

    /** Where documents of a type are; a payment is a customer's or a supplier's. */
    private static final Map<String, List<String>> PLACES =
            Map.of(
                    "finance.payment",
                    List.of("/api/v1/finance/payments/", "/api/v1/finance/supplier-payments/"),
                    "finance.refund",
                    List.of("/api/v1/finance/refunds/"),
                    "finance.journal-entry",
                    List.of("/api/v1/finance/journal-entries/"),
                    "sales.invoice",
                    List.of("/api/v1/sales/invoices/"),
                    "sales.delivery",
                    List.of("/api/v1/sales/deliveries/"),
                    "inventory.receipt",
                    List.of("/api/v1/inventory/receipts/"),
                    "inventory.adjustment",
                    List.of("/api/v1/inventory/adjustments/"),
                    "inventory.transfer",
                    List.of("/api/v1/inventory/transfers/"),
                    "purchasing.receipt",
                    List.of("/api/v1/purchasing/receipts/"),
                    "purchasing.invoice",
                    List.of("/api/v1/purchasing/invoices/"));

    private static final String REVERSED_BEFORE = "finance.ALREADY_REVERSED";

    List<Result> takeBack(Task task, List<AffectedDocument> documents) {
        return documents.stream()
                .sorted(Comparator.comparing(WayBack::age).reversed())
                .map(it -> takeBack(task, it))
                .toList();
    }

    /** Ids grow with time. */
    private static String age(AffectedDocument document) {
        return document.id().replace("-", "").toLowerCase(Locale.ROOT);
    }

    private Result takeBack(Task task, AffectedDocument document) {
        List<String> places = PLACES.get(document.type());
        if (places == null) {
            return new Result(
                    document,
                    "",
                    "NO_WAY_BACK",
                    "no verb takes it back: a person mends or cancels it");
        }
        Said said = new Said(404, MissingNode.getInstance());
        for (String place : places) {
            said = desk.post(task, place + document.id() + "/reverse", body(task, document));
            if (said.status() != 404) {
                break;
            }
        }
        if (said.isDone()) {
            return new Result(document, "REVERSED", "", "");
        }
        return said.code().equals(REVERSED_BEFORE)
                ? new Result(document, "REVERSED_BEFORE", "", "")
                : new Result(document, "", said.code(), said.detail());
    }

    private static Map<String, String> body(Task task, AffectedDocument document) {
        String why = task.why();
        String reason = why.substring(0, Math.min(why.length(), LONGEST_REASON)).strip();
        return Map.of(document.type().equals("finance.journal-entry") ? "text" : "reason", reason);
    }
}
