package erp.app;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Bodies that the description of the API says are wrong, of one operation. The server says all that
 * is wrong at once, so one body bears a fault in each of its fields.
 */
final class BadRequests {
    /** So many faults in a body that all of them are named. */
    private static final int AT_ONCE = 40;

    /** Deep enough for every body, and an end for one that holds itself. */
    private static final int DEEPEST = 8;

    private static final Set<String> ANY_RULE = Set.of();

    private final Schema.Document document;
    private final JsonNode root;
    private final List<Place> places = new ArrayList<>();

    /** A value in a body. */
    private record Place(String pointer, Schema schema, boolean required) {
        boolean isFirst() {
            return pointer.lastIndexOf('/') == 0;
        }

        /** Whether a fault at the other place hides one here: an amount is read by its currency. */
        boolean meets(String other) {
            return pointer.equals(other)
                    || pointer.startsWith(other + "/")
                    || other.startsWith(pointer + "/")
                    || money(pointer).equals(money(other));
        }

        private static String money(String pointer) {
            return pointer.replaceAll("/(amount|currency)$", "/money");
        }
    }

    /**
     * A body that is wrong.
     *
     * @param named the fields that are, with the rules of which one must be named; any where empty
     */
    record Bad(String what, int status, String body, Map<String, Set<String>> named) {}

    /** A wrong value at one place. */
    private record Fault(Place place, JsonNode value, Set<String> rules) {}

    BadRequests(Schema.Document document, JsonNode schema) {
        this.document = document;
        this.root = right("", document.resolve(schema), true, 0);
    }

    List<Bad> all() {
        List<Bad> all = new ArrayList<>(malformed());
        all.addAll(mistyped());
        all.addAll(missing());
        for (int round = 0; ; round++) {
            List<Fault> faults = new ArrayList<>();
            for (Place place : places) {
                List<JsonNode> wrong = place.schema().wrong();
                if (round < wrong.size()) {
                    faults.add(new Fault(place, wrong.get(round), ANY_RULE));
                }
            }
            if (faults.isEmpty()) {
                return all;
            }
            all.addAll(together("values " + round, 422, faults));
        }
    }

    private List<Bad> malformed() {
        String right = root.toString();
        List<Bad> all =
                new ArrayList<>(
                        List.of(
                                new Bad("half", 400, "{\"a\":", named("", "json")),
                                new Bad("more", 400, right + "}", named("", "json")),
                                new Bad("a list", 400, "[" + right + "]", named("", "type")),
                                new Bad("a word", 400, "\"a\"", named("", "type"))));
        for (Place place : places) {
            if (place.isFirst()) {
                String name = place.pointer().substring(1);
                String twice = "{\"%1$s\":%2$s,\"%1$s\":%2$s}".formatted(name, root.get(name));
                all.add(new Bad("twice", 400, twice, named(place.pointer(), "duplicate")));
                break;
            }
        }
        return all;
    }

    /** Each value of every other type. */
    private List<Bad> mistyped() {
        List<Fault> faults = new ArrayList<>();
        for (Place place : places) {
            place.schema()
                    .mistyped()
                    .forEach(it -> faults.add(new Fault(place, it, Set.of("type"))));
        }
        return together("types", 400, faults);
    }

    /** Nothing where something is needed, and something where nothing is known. */
    private List<Bad> missing() {
        JsonNode more = root.deepCopy();
        Map<String, Set<String>> unknown = new LinkedHashMap<>();
        List<Fault> nulls = new ArrayList<>();
        Map<String, Set<String>> first = new LinkedHashMap<>();
        first.put("/noSuchField", Set.of("unknown"));
        for (Place place : places) {
            if (place.required()) {
                nulls.add(
                        new Fault(place, JsonNodeFactory.instance.nullNode(), Set.of("required")));
            }
            if (place.required() && place.isFirst()) {
                first.put(place.pointer(), Set.of("required"));
            }
            if (place.schema().isObject() && unknown.size() < AT_ONCE) {
                ((ObjectNode) more.at(place.pointer())).put("noSuchField", 1);
                unknown.put(place.pointer() + "/noSuchField", Set.of("unknown"));
            }
        }
        List<Bad> all = together("null", 422, nulls);
        all.add(new Bad("nothing that is known", 422, "{\"noSuchField\":1}", first));
        if (!unknown.isEmpty()) {
            all.add(new Bad("unknown", 422, more.toString(), unknown));
        }
        return all;
    }

    private List<Bad> together(String what, int status, List<Fault> faults) {
        List<Bad> all = new ArrayList<>();
        List<Fault> rest = new ArrayList<>(faults);
        while (!rest.isEmpty()) {
            JsonNode body = root.deepCopy();
            Map<String, Set<String>> named = new LinkedHashMap<>();
            List<Fault> later = new ArrayList<>();
            for (Fault fault : rest) {
                String pointer = fault.place().pointer();
                boolean free =
                        named.size() < AT_ONCE
                                && named.keySet().stream().noneMatch(fault.place()::meets);
                if (free) {
                    set(body, pointer, fault.value());
                    named.put(pointer, fault.rules());
                } else {
                    later.add(fault);
                }
            }
            all.add(new Bad(what, status, body.toString(), named));
            rest = later;
        }
        return all;
    }

    /** A value that is right by its schema, everything in it that can be; notes where that is. */
    private JsonNode right(String at, Schema schema, boolean required, int depth) {
        if (!at.isEmpty()) {
            places.add(new Place(at, schema, required));
        }
        if (schema.isObject()) {
            ObjectNode object = Api.JSON.createObjectNode();
            schema.members(document)
                    .forEach(
                            (name, member) -> {
                                if (depth < DEEPEST) {
                                    String pointer = at + "/" + name;
                                    boolean needed = schema.requires(name);
                                    object.set(name, right(pointer, member, needed, depth + 1));
                                }
                            });
            return object;
        } else if (schema.isList()) {
            ArrayNode list = Api.JSON.createArrayNode();
            list.add(right(at + "/0", schema.element(document), true, depth + 1));
            while (list.size() < schema.json().path("minItems").asInt(0)) {
                list.add(list.get(0).deepCopy());
            }
            return list;
        }
        return schema.right();
    }

    private static void set(JsonNode body, String pointer, JsonNode value) {
        int last = pointer.lastIndexOf('/');
        JsonNode parent = body.at(pointer.substring(0, last));
        String member = pointer.substring(last + 1);
        if (parent instanceof ArrayNode list) {
            list.set(Integer.parseInt(member), value);
        } else {
            ((ObjectNode) parent).set(member, value);
        }
    }

    private static Map<String, Set<String>> named(String pointer, String rule) {
        return Map.of(pointer, Set.of(rule));
    }
}
