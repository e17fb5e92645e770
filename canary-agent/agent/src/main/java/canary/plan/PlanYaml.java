package canary.plan;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A plan's YAML as a tree of {@link PlanNode}s. What YAML knows beyond names, lists and scalars is
 * refused, because it would be read as something else than what was meant.
 */
final class PlanYaml {

    private static final YAMLMapper YAML = YAMLMapper.builder().build();
    private static final int MOST_BYTES = 1 << 20;
    private static final int DEEPEST = 20;
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final YAMLParser parser;

    private PlanYaml(YAMLParser parser) {
        this.parser = parser;
    }

    /** The text of a file; throws {@link PlanException} where it cannot be a plan's. */
    static String of(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw problem("%s is not a regular file".formatted(file));
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw tooLong();
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw problem("%s is not UTF-8 text".formatted(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The tree; throws {@link PlanException}, which names line and column. */
    static PlanNode tree(String text) {
        if (text.length() > MOST_BYTES) {
            throw tooLong();
        }
        String plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        try (YAMLParser parser = (YAMLParser) YAML.createParser(plain)) {
            PlanNode tree = new PlanYaml(parser).document();
            if (tree == null || tree instanceof PlanNode.Nothing) {
                throw problem("is empty");
            }
            return tree;
        } catch (JacksonException e) {
            String what = e.getOriginalMessage().replaceAll("[\\s^]+", " ").strip();
            throw at(e.getLocation(), what);
        }
    }

    private @Nullable PlanNode document() {
        JsonToken first = parser.nextToken();
        if (first == null) {
            return null;
        }
        PlanNode tree = node(first, 1);
        if (parser.nextToken() != null) {
            throw here("is a second document");
        }
        return tree;
    }

    private PlanNode node(JsonToken token, int depth) {
        if (parser.isCurrentAlias()) {
            throw here("an alias is not known here: write out what it stands for");
        }
        if (depth > DEEPEST) {
            throw here("is nested more than %d deep".formatted(DEEPEST));
        }
        return switch (token) {
            case START_OBJECT -> fields(depth);
            case START_ARRAY -> items(depth);
            case VALUE_NULL -> new PlanNode.Nothing();
            case VALUE_STRING -> scalar(PlanNode.Kind.TEXT);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(PlanNode.Kind.NUMBER);
            case VALUE_TRUE, VALUE_FALSE -> scalar(PlanNode.Kind.TRUTH);
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                    throw here("is neither text, number, list nor an object with named fields");
        };
    }

    private PlanNode scalar(PlanNode.Kind kind) {
        return new PlanNode.Scalar(parser.getString(), kind);
    }

    private PlanNode fields(int depth) {
        Map<String, PlanNode> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            if (fields.containsKey(name)) {
                throw here("has %s twice".formatted(name));
            }
            fields.put(name, node(parser.nextToken(), depth + 1));
        }
        return new PlanNode.Fields(fields);
    }

    private PlanNode items(int depth) {
        List<PlanNode> items = new ArrayList<>();
        for (JsonToken next = parser.nextToken();
                next != JsonToken.END_ARRAY;
                next = parser.nextToken()) {
            items.add(node(next, depth + 1));
        }
        return new PlanNode.Items(items);
    }

    private PlanException here(String problem) {
        return at(parser.currentTokenLocation(), problem);
    }

    private static PlanException at(@Nullable TokenStreamLocation at, String problem) {
        return problem(
                "line %d, column %d: %s"
                        .formatted(
                                at == null ? 0 : at.getLineNr(),
                                at == null ? 0 : at.getColumnNr(),
                                problem));
    }

    private static PlanException tooLong() {
        return problem("is longer than %d bytes".formatted(MOST_BYTES));
    }

    private static PlanException problem(String problem) {
        return new PlanException(List.of("plan: " + problem));
    }
}
