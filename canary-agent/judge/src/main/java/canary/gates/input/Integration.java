package canary.gates.input;

import java.io.Serializable;
import java.time.Duration;

/**
 * A check of something that the ERP relies on, asked of a pod of each version.
 *
 * @param path below a pod's API
 * @param expect the status that means well
 * @param every time between two checks
 * @param failures so many in a row are no accident
 */
public record Integration(String name, String path, int expect, Duration every, int failures)
        implements Serializable {}
