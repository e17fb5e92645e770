package erp.migrations.schema;

import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

import java.io.Reader;
import java.io.StringReader;
import java.util.Collection;
import java.util.List;

/** Hands Flyway exactly the migrations that may run now. */
final class MigrationSource implements ResourceProvider {
    private final List<LoadableResource> scripts;

    MigrationSource(List<Migration> migrations) {
        this.scripts =
                migrations.stream()
                        .<LoadableResource>map(it -> new Script(it.file(), it.sql()))
                        .toList();
    }

    @Override
    public @Nullable LoadableResource getResource(String name) {
        return scripts.stream()
                .filter(it -> it.getFilename().equals(name))
                .findFirst()
                .orElse(null);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return prefix.equals("V") ? scripts : List.of();
    }

    /** A script by name and text; Flyway's own kind of this has no name. */
    private static final class Script extends LoadableResource {
        private final String name;
        private final String text;

        Script(String name, String text) {
            this.name = name;
            this.text = text;
        }

        @Override
        public Reader read() {
            return new StringReader(text);
        }

        @Override
        public String getAbsolutePath() {
            return name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return name;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
