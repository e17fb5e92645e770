package erp.migrations.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Folders for tests' servers, under target where there is one; those of killed runs are removed.
 */
public final class TestFolders {
    private TestFolders() {}

    /** An empty folder of this process. */
    public static Path create(String name) throws IOException {
        Path target = Path.of("target");
        Path base =
                Files.isDirectory(target)
                        ? target.resolve("test-servers")
                        : Path.of(System.getProperty("java.io.tmpdir"), "erp-test-servers");
        Files.createDirectories(base);
        try (var left = Files.newDirectoryStream(base)) {
            left.forEach(TestFolders::deleteIfOrphan);
        }
        return Files.createTempDirectory(base, ProcessHandle.current().pid() + "-" + name + "-");
    }

    public static void delete(Path folder) {
        try {
            ServerBinaries.deleteTree(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteIfOrphan(Path folder) {
        String pid = folder.getFileName().toString().split("-")[0];
        if (ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
            delete(folder);
        }
    }
}
