package canary.demo;

import canary.cluster.Cluster;
import canary.cluster.Pod;
import canary.mesh.Mesh;
import canary.mesh.Split;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalInt;

/** A mesh and a cluster that others may ask for before they are there; only to look at. */
final class LateParts {

    private volatile @Nullable Mesh mesh;
    private volatile @Nullable Cluster cluster;

    /** They are there. */
    void are(Mesh meshNow, Cluster clusterNow) {
        mesh = meshNow;
        cluster = clusterNow;
    }

    Mesh mesh() {
        return new Mesh() {
            @Override
            public Split split() {
                return there(mesh).split();
            }

            @Override
            public void shift(Split split) {
                throw new UnsupportedOperationException("only looked at");
            }
        };
    }

    Cluster cluster() {
        return new Cluster() {
            @Override
            public List<Pod> pods(String version) {
                return there(cluster).pods(version);
            }

            @Override
            public OptionalInt desired(String version) {
                return there(cluster).desired(version);
            }

            @Override
            public void scale(String version, int replicas) {
                throw new UnsupportedOperationException("only looked at");
            }
        };
    }

    private static <T> T there(@Nullable T part) {
        if (part == null) {
            throw new UncheckedIOException(new IOException("it is not there yet"));
        }
        return part;
    }
}
