package erp.core.auth;

import io.jsonwebtoken.io.AbstractDeserializer;
import io.jsonwebtoken.io.AbstractSerializer;
import io.jsonwebtoken.io.Deserializer;
import io.jsonwebtoken.io.Serializer;

import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.io.OutputStream;
import java.io.Reader;
import java.util.Map;

/** JSON of tokens by Jackson 3; jjwt's own module needs Jackson 2. */
final class TokenJson {
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    // Two claims of one name would be read one way here and another way by the mesh.
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private TokenJson() {}

    static Serializer<Map<String, ?>> writer() {
        return new AbstractSerializer<>() {
            @Override
            protected void doSerialize(Map<String, ?> map, OutputStream out) {
                JSON.writeValue(out, map);
            }
        };
    }

    static Deserializer<Map<String, ?>> reader() {
        return new AbstractDeserializer<>() {
            @Override
            protected Map<String, ?> doDeserialize(Reader reader) {
                return JSON.readValue(reader, OBJECT);
            }
        };
    }
}
