package erp.migrations.sql;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The SQL files of a folder, by name, read from the class path (folders and jars) or from disk. */
public final class ResourceFolder {
    private ResourceFolder() {}

    public static SortedMap<String, String> read(String resource) {
        SortedMap<String, String> files = new TreeMap<>();
        try {
            for (URL url :
                    Collections.list(
                            ResourceFolder.class.getClassLoader().getResources(resource))) {
                if (url.openConnection() instanceof JarURLConnection connection) {
                    readJar(connection, resource + "/", files);
                } else {
                    files.putAll(read(Path.of(new URI(url.toString()))));
                }
            }
        } catch (IOException | URISyntaxException e) {
            throw new MigrationException("The SQL files in " + resource + " cannot be read", e);
        }
        return files;
    }

    public static SortedMap<String, String> read(Path folder) {
        SortedMap<String, String> files = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (var listed = Files.newDirectoryStream(folder, "*.sql")) {
            for (Path file : listed) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new MigrationException("The SQL files in " + folder + " cannot be read", e);
        }
        return files;
    }

    private static void readJar(
            JarURLConnection connection, String prefix, SortedMap<String, String> files)
            throws IOException {
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            for (JarEntry entry : jar.stream().toList()) {
                String name = entry.getName();
                if (name.startsWith(prefix) && name.endsWith(".sql")) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        files.put(
                                name.substring(prefix.length()),
                                new String(in.readAllBytes(), StandardCharsets.UTF_8));
                    }
                }
            }
        }
    }
}
