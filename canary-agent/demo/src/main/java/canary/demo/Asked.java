package canary.demo;

/** A request on its way, as far as a fault looks at it. */
record Asked(String method, String path) {

    boolean isBelow(String root) {
        return path.equals(root) || path.startsWith(root + "/");
    }
}
