package canary.smoke;

import java.net.URI;

/**
 * A way to a version.
 *
 * @param version who must answer
 * @param isByHeader whether requests ask for the version; otherwise they go as users' do
 */
public record Access(URI root, String version, boolean isByHeader) {}
