package erp.crm.opportunities;

import erp.core.http.Versioned;

import java.util.List;
import java.util.UUID;

/** A pipeline as callers see it. */
public record PipelineView(
        UUID id, String code, String name, boolean active, List<Stage> stages, long version)
        implements Versioned {
    /** A step of it. */
    public record Stage(UUID id, String code, String name, int probability, List<Gate> requires) {}
}
