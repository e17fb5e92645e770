package erp.migrations.schema;

import erp.migrations.sql.MigrationException;
import erp.migrations.sql.ResourceFolder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The migrations that a build knows, in order; reading them checks that they are well formed. */
public record Migrations(List<Migration> all) {
    public Migrations {
        all = all.stream().sorted().toList();
        all.forEach(OnlineDdl::check);
        for (int i = 1; i < all.size(); i++) {
            if (all.get(i).version().equals(all.get(i - 1).version())) {
                throw new MigrationException(
                        "%s and %s have the same stamp: give one of them another minute"
                                .formatted(all.get(i - 1).file(), all.get(i).file()));
            }
        }
    }

    /** Those of this build; read once. */
    public static Migrations ofBuild() {
        return Build.MIGRATIONS;
    }

    /** Those in the folders migrate and undo of this one. */
    public static Migrations in(Path folder) {
        return of(
                ResourceFolder.read(folder.resolve("migrate")),
                ResourceFolder.read(folder.resolve("undo")));
    }

    public Optional<Migration> find(String version) {
        return all.stream().filter(it -> it.version().equals(version)).findFirst();
    }

    /** The newest migration's stamp; empty when there is none. */
    public String newestStamp() {
        return all.isEmpty() ? "" : all.getLast().stamp();
    }

    public List<String> contractStamps() {
        return all.stream()
                .filter(it -> it.mark() == Migration.Mark.CONTRACT)
                .map(Migration::stamp)
                .toList();
    }

    private static final class Build {
        static final Migrations MIGRATIONS =
                of(ResourceFolder.read("sql/migrate"), ResourceFolder.read("sql/undo"));
    }

    private static Migrations of(
            SortedMap<String, String> migrate, SortedMap<String, String> undo) {
        List<Migration> all = new ArrayList<>();
        migrate.forEach(
                (file, sql) ->
                        all.add(
                                Migration.of(
                                        file,
                                        sql,
                                        Optional.ofNullable(undo.get(Migration.undoFile(file))))));
        return new Migrations(all);
    }
}
