package erp.core.http.binding;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads bodies strictly: nothing unknown, nothing twice, nothing coerced, nothing after the end,
 * and says everything that is wrong at once.
 */
public final class BodyReader {
    private final JsonMapper mapper;
    private final Shapes shapes;
    private final Shape nothing;

    /** The body of what takes none. */
    private record Nothing() {}

    public BodyReader(JsonMapper mapper) {
        this.mapper = mapper;
        this.shapes = new Shapes(mapper, new Rules());
        this.nothing = shapes.of(Nothing.class);
    }

    public Shape shape(Class<?> type) {
        return shapes.of(type);
    }

    /** Finds what stands in the body of an operation that takes none; an empty object is none. */
    public void readNothing(byte[] body, Findings findings) {
        read(body, nothing, findings);
    }

    /** The body, or null with something in {@code findings}. */
    public @Nullable Object read(byte[] body, Shape shape, Findings findings) {
        try (JsonParser json = mapper.createParser(body)) {
            if (json.nextToken() == null) {
                findings.malformed(Pointer.ROOT, "json", "must be JSON, it is empty");
                return null;
            }
            Object value = shape.read(json, findings, Pointer.ROOT);
            if (json.nextToken() != null) {
                findings.malformed(Pointer.ROOT, "json", "must end after the first value");
            }
            return value;
        } catch (StreamConstraintsException e) {
            findings.malformed(
                    Pointer.ROOT, "json", "nests too deeply or has too long a name or text");
        } catch (JacksonException e) {
            findings.malformed(Pointer.ROOT, "json", "must be well-formed JSON" + where(e));
        }
        return null;
    }

    private static String where(JacksonException e) {
        return e.getLocation() == null
                ? ""
                : ": line %d, column %d"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }
}
