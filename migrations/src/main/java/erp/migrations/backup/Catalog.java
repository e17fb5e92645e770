package erp.migrations.backup;

import erp.migrations.backup.archive.BackupKey;
import erp.migrations.backup.archive.Digests;
import erp.migrations.backup.archive.Manifest;
import erp.migrations.backup.archive.ManifestFile;
import erp.migrations.backup.archive.Seal;
import erp.migrations.backup.store.Store;
import erp.migrations.sql.MigrationException;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The backups in a store: of each its data, its manifest, and the proof of its last verification.
 */
public record Catalog(Store store) {
    static final String DATA = ".data";
    static final String MANIFEST = ".json";
    static final String VERIFIED = ".verified";

    private static final int MOST = 1 << 26;

    /**
     * A backup, or why it is none.
     *
     * @param manifest null when it is damaged; then the problem says so
     */
    public record Entry(
            String name,
            @Nullable Manifest manifest,
            Optional<Verified> verified,
            Optional<String> problem) {}

    /** The newest first. */
    public List<Entry> list() {
        return reading(this::entries);
    }

    /** The name of a backup; {@code latest} stands for the newest one that can be read. */
    public String resolve(String name) {
        return name.equals("latest") ? reading(this::latest) : name;
    }

    /** The name of the newest backup of a schema that was verified. */
    String newestProven(String schema) {
        return list().stream()
                .filter(it -> it.problem().isEmpty() && it.verified().isPresent())
                .filter(it -> it.manifest() != null && it.manifest().schema().equals(schema))
                .map(Entry::name)
                .findFirst()
                .orElseThrow(
                        () ->
                                new MigrationException(
                                        ("There is no verified backup of schema %s in %s: make one"
                                                        + " with ./erp db backup --verify.")
                                                .formatted(schema, store.title())));
    }

    /** Removes what is superseded and returns the names. */
    public List<String> apply(Retention retention, String schema, Instant now) {
        return reading(
                () -> {
                    List<String> gone = new ArrayList<>();
                    try (Closeable _ = store.writer()) {
                        for (Manifest old : retention.superseded(entries(), schema, now)) {
                            remove(old.name());
                            gone.add(old.name());
                        }
                    }
                    return gone;
                });
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private <T> T reading(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw new MigrationException(
                    "The backups in %s cannot be read: %s".formatted(store.title(), e.getMessage()),
                    e);
        }
    }

    private List<Entry> entries() throws IOException {
        Set<String> files = store.files();
        List<Entry> entries = new ArrayList<>();
        for (String file : files) {
            if (file.endsWith(MANIFEST)) {
                entries.add(entry(file.substring(0, file.length() - MANIFEST.length()), files));
            }
        }
        entries.sort(Comparator.comparing(Catalog::takenAt).thenComparing(Entry::name).reversed());
        return entries;
    }

    /** The manifest, checked with the key when the backup has one. */
    Manifest manifest(String name, @Nullable BackupKey key) throws IOException {
        String file = name + MANIFEST;
        byte[] content = content(file);
        Manifest manifest = ManifestFile.decode(Manifest.class, file, content);
        if (manifest.format() > Manifest.FORMAT) {
            throw new MigrationException(
                    "Backup %s has format %d, this build reads up to %d: use a newer one."
                            .formatted(name, manifest.format(), Manifest.FORMAT));
        }
        if (!manifest.name().equals(name)) {
            throw new MigrationException(
                    "%s is the manifest of backup %s: give its files their names back."
                            .formatted(file, manifest.name()));
        }
        ManifestFile.authenticate(file, content, manifest.seal(key));
        return manifest;
    }

    private String latest() throws IOException {
        return entries().stream()
                .filter(it -> it.problem().isEmpty())
                .map(Entry::name)
                .findFirst()
                .orElseThrow(
                        () ->
                                new MigrationException(
                                        "There is no backup in " + store.title() + "."));
    }

    void keep(Manifest manifest, Seal seal) throws IOException {
        store.write(manifest.name() + MANIFEST, ManifestFile.encode(manifest, seal));
    }

    void keep(Manifest manifest, Seal seal, Instant at, String server) throws IOException {
        String sha256 = Digests.hex(Digests.sha256().digest(content(manifest.name() + MANIFEST)));
        var verified = new Verified(manifest.name(), sha256, at, server, manifest.rows());
        store.delete(manifest.name() + VERIFIED);
        store.write(manifest.name() + VERIFIED, ManifestFile.encode(verified, seal));
    }

    /** The manifest goes first: what is left of a removal that is cut off is no backup any more. */
    void remove(String name) throws IOException {
        store.delete(name + MANIFEST);
        store.delete(name + VERIFIED);
        store.delete(name + DATA);
    }

    /** What backups and removals left that were cut off. Only for the one writer of the store. */
    void removeLeftovers() throws IOException {
        store.removeLeftovers();
        Set<String> files = store.files();
        for (String file : files) {
            String name = file.replaceFirst("\\.(data|verified)$", "");
            if (!name.equals(file)
                    && !files.contains(name + MANIFEST)
                    && store.isLeftBehind(file)) {
                store.delete(file);
            }
        }
    }

    private static Instant takenAt(Entry entry) {
        return entry.manifest() == null ? Instant.EPOCH : entry.manifest().takenAt();
    }

    private Entry entry(String name, Set<String> files) throws IOException {
        try {
            Manifest manifest =
                    ManifestFile.decode(Manifest.class, name + MANIFEST, content(name + MANIFEST));
            if (!files.contains(name + DATA)) {
                return new Entry(
                        name, manifest, Optional.empty(), Optional.of("its data is missing"));
            }
            return new Entry(name, manifest, verified(name, files), Optional.empty());
        } catch (MigrationException e) {
            return new Entry(
                    name, null, Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
        }
    }

    private Optional<Verified> verified(String name, Set<String> files) throws IOException {
        if (!files.contains(name + VERIFIED)) {
            return Optional.empty();
        }
        Verified verified =
                ManifestFile.decode(Verified.class, name + VERIFIED, content(name + VERIFIED));
        String sha256 = Digests.hex(Digests.sha256().digest(content(name + MANIFEST)));
        return Optional.of(verified).filter(it -> it.manifestSha256().equals(sha256));
    }

    private byte[] content(String file) throws IOException {
        try {
            return store.readAll(file, MOST);
        } catch (NoSuchFileException e) {
            throw new MigrationException(
                    "There is no %s in %s: ./erp db backups lists what is there."
                            .formatted(file, store.title()),
                    e);
        }
    }
}
