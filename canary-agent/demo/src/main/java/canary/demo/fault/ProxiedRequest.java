package canary.demo.fault;

/** As much of a request as faults may choose by: they never see users or bodies. */
record ProxiedRequest(String method, String path) {

    boolean isBelow(String root) {
        return path.equals(root) || path.startsWith(root + "/");
    }
}
