package erp.core.module;

import erp.core.tx.Tx;

import org.jspecify.annotations.Nullable;

import java.util.function.Function;

/**
 * Something that a version must be able to do: the release agent tries it on the version that
 * serves, and then on the one that is to serve. Nothing of it stays.
 *
 * @param name as plans leave it out by: {@code finance}, {@code order}
 * @param what as sentences say it: {@code an order}
 * @param path with its query
 * @param samples null where nothing is sent: the path is read
 */
public record SmokeTest(
        String name, String what, String path, @Nullable Function<Tx, Samples> samples) {

    /** Reads rows; to show none where the version that serves shows some is wrong. */
    public static SmokeTest read(String name, String path) {
        return new SmokeTest(name, name, path, null);
    }

    /** Posts as a dry run what is made from the data of the caller's company. */
    public static SmokeTest dryRun(
            String name, String what, String path, Function<Tx, Samples> samples) {
        return new SmokeTest(name, what, path + "?dryRun=true", samples);
    }
}
