package erp.core;

/** What a module publishes under its name: a code, a right, an event. One answer per module. */
public interface OfModule {

    /** The module's name as clients know it, such as {@code sales}; no package's name. */
    String module();
}
