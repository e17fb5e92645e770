package erp.core;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonFormat;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

import java.math.BigDecimal;

/**
 * JSON as the ERP speaks it: record components as they stand, decimals and dates as strings,
 * nothing coerced, and limits on what is read.
 */
public final class Json {
    private static final int DEPTH = 32;
    private static final int TEXT = 200_000;

    private Json() {}

    /** A new mapper; it is immutable and costly, so a process makes one. */
    public static JsonMapper mapper() {
        JsonFactory factory =
                JsonFactory.builder()
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNestingDepth(DEPTH)
                                        .maxStringLength(TEXT)
                                        .maxNameLength(200)
                                        .maxNumberLength(100)
                                        .build())
                        .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .changeDefaultVisibility(
                        v ->
                                v.withFieldVisibility(Visibility.ANY)
                                        .withGetterVisibility(Visibility.NONE)
                                        .withIsGetterVisibility(Visibility.NONE))
                .withConfigOverride(
                        BigDecimal.class,
                        o -> o.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING)))
                .build();
    }
}
