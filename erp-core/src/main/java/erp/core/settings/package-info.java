/**
 * Settings of a process: defaults, then a YAML file, then the environment. Keys are declared once,
 * with type and limits; whatever is wrong is said at once.
 */
@NullMarked
package erp.core.settings;

import org.jspecify.annotations.NullMarked;
