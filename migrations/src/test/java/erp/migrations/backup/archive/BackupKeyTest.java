package erp.migrations.backup.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

class BackupKeyTest {
    @TempDir Path folder;

    @Test
    void a_new_key_is_for_its_owner_only_and_never_replaces_another() throws IOException {
        Path file = folder.resolve("key");
        BackupKey key = BackupKey.create(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(BackupKey.read(file).id()).isEqualTo(key.id()).hasSize(16);
        assertThat(key.toString()).doesNotContain(Files.readString(file).strip());
        assertThatThrownBy(() -> BackupKey.create(file))
                .hasMessage(file + " exists, and backups may need it: choose another name.");
    }

    @Test
    void what_is_no_key_is_refused_with_the_reason() throws IOException {
        Path file = folder.resolve("key");
        assertThatThrownBy(() -> BackupKey.read(file))
                .hasMessageContaining("There is no key file")
                .hasMessageContaining("./erp db backup-key");
        Files.writeString(file, "secret!");
        assertThatThrownBy(() -> BackupKey.read(file))
                .hasMessageContaining("must hold 32 bytes in base64, but it is not base64");
        Files.writeString(file, "c2hvcnQ=");
        assertThatThrownBy(() -> BackupKey.read(file)).hasMessageContaining("it holds 5 bytes");
        Files.write(file, new byte[5000]);
        assertThatThrownBy(() -> BackupKey.read(file)).hasMessageContaining("longer than 1024");
    }
}
