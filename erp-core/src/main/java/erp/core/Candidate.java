package erp.core;

import java.util.UUID;

/**
 * A document that a refusal points to: it is there already, or has taken another's place.
 *
 * @param type module and kind, {@code crm.contact}
 * @param name what people call it
 * @param path where it is read
 */
public record Candidate(String type, UUID id, String name, String path) {}
