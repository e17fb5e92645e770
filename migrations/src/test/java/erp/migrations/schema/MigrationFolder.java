package erp.migrations.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Migrations that a test makes up. */
record MigrationFolder(Path folder) {
    /** A file of each direction; the name is that of the first, without its ending. */
    void pair(String name, String sql, String undo) {
        write("migrate", name + ".sql", sql);
        write("undo", Migration.undoFile(name + ".sql"), undo);
    }

    Migrations read() {
        return Migrations.in(folder);
    }

    private void write(String direction, String file, String text) {
        try {
            Files.createDirectories(folder.resolve(direction));
            Files.writeString(folder.resolve(direction).resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
