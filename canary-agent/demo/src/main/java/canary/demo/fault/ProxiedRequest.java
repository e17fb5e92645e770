package canary.demo.fault;

/** A request on its way, as far as a fault looks at it. */
record ProxiedRequest(String method, String path) {

    boolean isBelow(String root) {
        return path.equals(root) || path.startsWith(root + "/");
    }
}
