package canary.demo.fault;

import canary.router.RouteNames;

/**
 * As much of a request as faults may choose by: they never see users or bodies.
 *
 * @param isTest whether it is a test of the release, or is to change nothing
 */
record ProxiedRequest(String method, String path, boolean isTest) {

    /** Of a user. */
    ProxiedRequest(String method, String path) {
        this(method, path, false);
    }

    boolean isBelow(String root) {
        return path.equals(root) || path.startsWith(root + "/");
    }

    /** Whether the path has an id in it: it is about one thing that is there. */
    boolean namesOne() {
        return RouteNames.template(path).contains("{id}");
    }
}
