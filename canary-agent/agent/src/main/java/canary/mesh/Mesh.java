package canary.mesh;

/**
 * Splits the traffic. Both calls fail with {@link java.io.UncheckedIOException} where the mesh does
 * not answer.
 */
public interface Mesh {

    /** What the mesh is configured to do now, read from the mesh itself. */
    Split split();

    /** Asks for a split; repeatable, and done only when {@link #split()} shows it. */
    void shift(Split split);
}
