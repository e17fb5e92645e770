package erp.migrations.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import erp.migrations.SmallDisk;
import erp.migrations.TestSchema;
import erp.migrations.backup.archive.Manifest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Backups into a folder whose disk runs full. */
class FullDiskIT {
    @TempDir Path root;
    private SmallDisk disk;
    private Path folder;
    private BackupWorld world;
    private TestSchema schema;

    @BeforeEach
    void begin() throws Exception {
        try {
            disk = SmallDisk.mounted(root, "1m");
        } catch (IOException e) {
            abort("no file system can be mounted here: " + e.getMessage());
        }
        folder = root.resolve("backups");
        world = BackupWorld.in(folder);
        schema = RichSchema.make();
    }

    @AfterEach
    void end() throws IOException {
        if (disk != null) {
            disk.close();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SNAPSHOT_TAKEN", "ROWS_READ", "DATA_KEPT"})
    void a_backup_that_does_not_fit_is_none_and_takes_no_room(Point point) throws Exception {
        Manifest before = world.backup(schema.administrator());
        BackupWorld crowded =
                world.at(
                        reached -> {
                            if (reached == point) {
                                disk.fill();
                            }
                        });
        assertThatThrownBy(() -> crowded.backup(schema.administrator()))
                .hasMessageContaining("cannot be written to " + folder)
                .hasMessageContaining("nothing of it was kept: No space left on device");
        assertThat(files())
                .containsExactlyInAnyOrder(
                        ".lock", before.name() + ".data", before.name() + ".json");
        disk.free();
        world.verify(schema.administrator(), world.backup(schema.administrator()).name());
    }

    @Test
    void a_proof_that_cannot_be_kept_is_no_proof() throws Exception {
        Manifest manifest = world.backup(schema.administrator());
        BackupWorld crowded =
                world.at(
                        reached -> {
                            if (reached == Point.SCRATCH_DROPPED) {
                                disk.fill();
                            }
                        });
        assertThatThrownBy(() -> crowded.verify(schema.administrator(), manifest.name()))
                .hasMessageContaining("No space left on device");
        disk.free();
        assertThat(world.catalog().list().getFirst().verified()).isEmpty();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.map(it -> it.getFileName().toString()).toList();
        }
    }
}
