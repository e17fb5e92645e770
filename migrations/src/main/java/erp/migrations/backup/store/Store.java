package erp.migrations.backup.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.SortedSet;

/**
 * A place for named files. A file is there as a whole or not at all, whatever happens to whoever
 * writes it.
 */
public interface Store extends Closeable {
    /** Every whole file. */
    SortedSet<String> files() throws IOException;

    /** A new file, which is not there until it is committed. */
    Upload create(String file) throws IOException;

    InputStream read(String file) throws IOException;

    /** Does nothing when there is no such file. */
    void delete(String file) throws IOException;

    /** Removes what uploads left behind that were cut off. Only for the one writer of the place. */
    void removeLeftovers() throws IOException;

    /** Whether it is too old for somebody to be still at work on what belongs to it. */
    boolean isLeftBehind(String file) throws IOException;

    /**
     * Lets nobody else write here until it is closed, where the place can do that; throws when
     * somebody writes already.
     */
    Closeable writer() throws IOException;

    /** For people: a path or an address, never a secret. */
    String title();

    /** A file that is being written; closing it without commit leaves nothing behind. */
    interface Upload extends Closeable {
        OutputStream stream();

        /** Afterwards it survives a power cut. */
        void commit() throws IOException;
    }

    default byte[] readAll(String file, int most) throws IOException {
        try (InputStream in = read(file)) {
            byte[] content = in.readNBytes(most + 1);
            if (content.length > most) {
                throw new IOException(file + " is longer than " + most + " bytes");
            }
            return content;
        }
    }

    default void write(String file, byte[] content) throws IOException {
        try (Upload upload = create(file)) {
            upload.stream().write(content);
            upload.commit();
        }
    }
}
