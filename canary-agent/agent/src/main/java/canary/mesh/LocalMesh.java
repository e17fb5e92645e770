package canary.mesh;

import canary.control.ControlClient;

import tools.jackson.core.type.TypeReference;

import java.net.URI;

/** The router of a local world, driven over its control endpoint. */
public final class LocalMesh implements Mesh {

    private final ControlClient control;

    /** A mesh whose control endpoint has the given root. */
    public LocalMesh(URI control) {
        this.control = new ControlClient(control);
    }

    @Override
    public Split split() {
        return control.get("/traffic", new TypeReference<>() {});
    }

    @Override
    public void shift(Split split) {
        control.put("/traffic", split);
    }
}
