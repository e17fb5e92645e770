/** The steps of a release as alerts, for the Alertmanager that tells people everything else. */
@NullMarked
package canary.notices;

import org.jspecify.annotations.NullMarked;
