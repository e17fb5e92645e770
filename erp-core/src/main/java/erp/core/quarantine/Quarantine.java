package erp.core.quarantine;

import static erp.core.quarantine.QuarantineResult.Item;
import static erp.core.quarantine.QuarantineResult.Outcome;

import erp.core.sql.Sql;
import erp.core.tx.Tx;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** Holds documents for review, and releases them. */
public final class Quarantine {
    /** Mapped classes of the package. */
    public static final List<Class<?>> ENTITIES = List.of(QuarantineEntry.class);

    /** Who works is not what is worked on. */
    private static final Set<String> NEVER = Set.of("core", "users");

    private static final String COUNT =
            """
            insert into core_quarantine_state (company_id, revision) values (?, 1)
            on duplicate key update revision = revision + 1\
            """;

    /**
     * Holds what can be held; what is held stays as it is. Throws nothing for a single document:
     * its result says what is wrong.
     */
    QuarantineResult put(Tx tx, NewQuarantine wanted) {
        change(tx);
        List<DocumentName> names =
                wanted.documents().stream().map(NewQuarantine.Document::name).toList();
        Map<UUID, QuarantineEntry> held = held(tx, names);
        Map<DocumentName, Long> known = known(tx, names);
        List<Item> results = new ArrayList<>();
        tx.beside(
                () -> {
                    for (NewQuarantine.Document document : wanted.documents()) {
                        results.add(put(tx, wanted, document, held, known));
                    }
                    tx.flush();
                });
        return QuarantineResult.of(results);
    }

    private static Item put(
            Tx tx,
            NewQuarantine wanted,
            NewQuarantine.Document document,
            Map<UUID, QuarantineEntry> held,
            Map<DocumentName, Long> known) {
        DocumentName name = document.name();
        QuarantineEntry before = held.get(name.id());
        if (before != null && before.document().equals(name)) {
            return Item.of(name, Outcome.ALREADY_HELD, before.getId());
        }
        if (NEVER.contains(name.module())) {
            return Item.refused(
                    name,
                    QuarantineError.NEVER_HELD,
                    "%s is never held: nobody could work any more".formatted(name.type()));
        }
        Long version = known.get(name);
        if (version == null) {
            return Item.refused(
                    name,
                    QuarantineError.UNKNOWN_DOCUMENT,
                    "this company has no %s %s".formatted(name.type(), name.id()));
        }
        if (before != null) {
            return Item.of(name, Outcome.ALREADY_HELD, before.getId());
        }
        QuarantineEntry entry = tx.add(new QuarantineEntry(tx, wanted, document));
        held.put(name.id(), entry);
        tx.record(
                name.type(),
                name.id(),
                version,
                "quarantine",
                Map.of(
                        "quarantine",
                        entry.getId(),
                        "release",
                        wanted.release(),
                        "reason",
                        wanted.reason()));
        return Item.of(name, Outcome.HELD, entry.getId());
    }

    QuarantineView get(Tx tx, UUID id) {
        return tx.require(QuarantineEntry.class, id, QuarantineError.QUARANTINE_NOT_FOUND).view();
    }

    /** Throws QUARANTINE_NOT_FOUND, QUARANTINE_ENDED. */
    QuarantineView release(Tx tx, UUID id, ReviewDone done, LongConsumer expect) {
        change(tx);
        QuarantineEntry entry =
                tx.lock(QuarantineEntry.class, id, QuarantineError.QUARANTINE_NOT_FOUND);
        expect.accept(entry.getVersion());
        release(tx, List.of(entry), done.why());
        return entry.view();
    }

    /** Releases what is held of these, and says for each what became of it. */
    QuarantineResult release(Tx tx, ReviewsDone done) {
        change(tx);
        Map<UUID, QuarantineEntry> held = held(tx, done.documents());
        List<QuarantineEntry> ending = new ArrayList<>();
        List<Item> results = new ArrayList<>();
        for (DocumentName name : done.documents()) {
            QuarantineEntry entry = held.remove(name.id());
            if (entry == null || !entry.document().equals(name)) {
                results.add(
                        Item.refused(
                                name,
                                QuarantineError.NOT_HELD,
                                "%s %s is not in quarantine".formatted(name.type(), name.id())));
            } else {
                ending.add(entry);
                results.add(Item.of(name, Outcome.RELEASED, entry.getId()));
            }
        }
        release(tx, ending, done.why());
        return QuarantineResult.of(results);
    }

    private static void release(Tx tx, List<QuarantineEntry> ending, String why) {
        Map<DocumentName, Long> known =
                known(tx, ending.stream().map(QuarantineEntry::document).toList());
        tx.beside(
                () -> {
                    for (QuarantineEntry entry : ending) {
                        entry.release(tx, why);
                        DocumentName name = entry.document();
                        tx.record(
                                name.type(),
                                name.id(),
                                known.getOrDefault(name, 0L),
                                "release",
                                Map.of(
                                        "quarantine",
                                        entry.getId(),
                                        "release",
                                        entry.release(),
                                        "why",
                                        why));
                    }
                    tx.flush();
                });
    }

    /** One change of a company's quarantine waits for the other, and all servers hear of it. */
    private static void change(Tx tx) {
        Sql.update(tx.session(), COUNT, List.of(tx.companyId()));
        tx.holdsChanged(
                Sql.query(
                                tx.session(),
                                "select revision from core_quarantine_state where company_id = ?",
                                List.of(tx.companyId()),
                                row -> row.getLong(1))
                        .getFirst());
    }

    /** What is held of these now, by document. */
    private static Map<UUID, QuarantineEntry> held(Tx tx, Collection<DocumentName> names) {
        Map<UUID, QuarantineEntry> byDocument = new HashMap<>();
        tx.session()
                .createSelectionQuery(
                        "from QuarantineEntry where liveId in :ids", QuarantineEntry.class)
                .setParameter("ids", names.stream().map(DocumentName::id).toList())
                .getResultStream()
                .forEach(it -> byDocument.put(it.document().id(), it));
        return byDocument;
    }

    /** Those of these that the company has, with the version that their history told last. */
    private static Map<DocumentName, Long> known(Tx tx, Collection<DocumentName> names) {
        Map<String, List<UUID>> byType =
                names.stream()
                        .collect(
                                Collectors.groupingBy(
                                        DocumentName::type,
                                        TreeMap::new,
                                        Collectors.mapping(DocumentName::id, Collectors.toList())));
        Map<DocumentName, Long> known = new HashMap<>();
        byType.forEach(
                (type, ids) -> {
                    List<Object> parameters = new ArrayList<>(List.of(tx.companyId(), type));
                    parameters.addAll(ids);
                    Sql.query(
                            tx.session(),
                            """
                            select entity_id, max(entity_version) from core_history
                            where company_id = ? and entity_type = ? and entity_id in (%s)
                            group by entity_id\
                            """
                                    .formatted(Sql.marks(ids.size())),
                            parameters,
                            row ->
                                    known.put(
                                            new DocumentName(type, Sql.uuid(row.getBytes(1))),
                                            row.getLong(2)));
                });
        return known;
    }
}
