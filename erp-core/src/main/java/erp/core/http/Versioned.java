package erp.core.http;

import java.util.UUID;

/** What callers see of a document whose version they have to name when they change it. */
public interface Versioned {
    UUID id();

    long version();
}
