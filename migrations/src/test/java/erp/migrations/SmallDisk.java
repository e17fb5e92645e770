package erp.migrations;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own with little room, which can be filled; only root may have one. */
public final class SmallDisk implements AutoCloseable {
    private final Path root;

    private SmallDisk(Path root) {
        this.root = root;
    }

    /**
     * Mounts it. Throws {@link IOException} where that is not allowed.
     *
     * @param size as mount takes it: 1m
     */
    public static SmallDisk mounted(Path root, String size) throws IOException {
        run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", root.toString());
        return new SmallDisk(root);
    }

    /** From now on there is no room. */
    public void fill() {
        if (!Files.exists(filler())) {
            try (OutputStream out = Files.newOutputStream(filler())) {
                while (true) {
                    out.write(new byte[4096]);
                }
            } catch (IOException e) {
                return; // full
            }
        }
    }

    public void free() throws IOException {
        Files.deleteIfExists(filler());
    }

    @Override
    public void close() throws IOException {
        run("umount", root.toString());
    }

    private Path filler() {
        return root.resolve("filler");
    }

    private static void run(String... command) throws IOException {
        try {
            int exitCode = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (exitCode != 0) {
                throw new IOException(String.join(" ", command) + " ends with " + exitCode);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
