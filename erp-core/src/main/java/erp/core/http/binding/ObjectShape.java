package erp.core.http.binding;

import com.fasterxml.jackson.annotation.JsonProperty;

import erp.core.value.InvalidValue;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A record, or another type with a {@code @JsonCreator}, read member by member. */
final class ObjectShape implements Shape {
    private final MethodHandle maker;
    private final List<Member> members;
    private final Map<String, Integer> index = new HashMap<>();

    /**
     * What stands under a name; a list that may be absent is still not null: that could mean all.
     */
    private record Member(
            String name, Shape shape, boolean required, boolean list, Rules.Check check) {}

    private ObjectShape(MethodHandle maker, List<Member> members) {
        this.maker = maker;
        this.members = members;
        for (int i = 0; i < members.size(); i++) {
            index.put(members.get(i).name(), i);
        }
    }

    static ObjectShape of(Class<?> type, Optional<Method> factory, Shapes shapes, Rules rules) {
        List<Member> members = new ArrayList<>();
        if (factory.isPresent()) {
            for (Parameter parameter : factory.get().getParameters()) {
                members.add(
                        member(
                                type,
                                nameOf(parameter),
                                parameter.getAnnotatedType(),
                                shapes,
                                rules));
            }
            return new ObjectShape(handle(factory.get()), members);
        }
        if (!type.isRecord()) {
            throw new IllegalStateException("a body is made of records, " + type + " is none");
        }
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] parameters = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            parameters[i] = components[i].getType();
            members.add(
                    member(
                            type,
                            components[i].getName(),
                            components[i].getAnnotatedType(),
                            shapes,
                            rules));
        }
        try {
            return new ObjectShape(handle(type.getDeclaredConstructor(parameters)), members);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Member member(
            Class<?> owner, String name, AnnotatedType type, Shapes shapes, Rules rules) {
        boolean required = !type.isAnnotationPresent(Nullable.class);
        return new Member(name, shapes.of(type), required, isList(type), rules.of(owner, name));
    }

    private static boolean isList(AnnotatedType type) {
        return type.getType() instanceof ParameterizedType generic
                && generic.getRawType() instanceof Class<?> raw
                && Collection.class.isAssignableFrom(raw);
    }

    private static String nameOf(Parameter parameter) {
        JsonProperty property = parameter.getAnnotation(JsonProperty.class);
        return property == null ? parameter.getName() : property.value();
    }

    private static MethodHandle handle(Executable executable) {
        try {
            executable.setAccessible(true);
            MethodHandle handle =
                    executable instanceof Constructor<?> constructor
                            ? MethodHandles.lookup().unreflectConstructor(constructor)
                            : MethodHandles.lookup().unreflect((Method) executable);
            return handle.asType(handle.type().changeReturnType(Object.class))
                    .asSpreader(Object[].class, executable.getParameterCount())
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public @Nullable Object read(JsonParser json, Findings findings, Pointer at) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            return Shapes.mistyped("an object", json, findings, at);
        }
        int before = findings.count();
        @Nullable Object[] values = new @Nullable Object[members.size()];
        boolean[] seen = new boolean[members.size()];
        boolean[] done = new boolean[members.size()];
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            Integer i = index.get(name);
            if (i == null) {
                findings.add(at.member(name), "unknown", "is not known here");
                json.skipChildren();
            } else if (seen[i]) {
                findings.malformed(at.member(name), "duplicate", "must not be there twice");
                json.skipChildren();
            } else if (json.currentToken() == JsonToken.VALUE_NULL) {
                seen[i] = true;
                if (members.get(i).list() && !members.get(i).required()) {
                    findings.add(at.member(name), "required", "must be an array, or left out");
                }
            } else {
                seen[i] = true;
                done[i] = true;
                values[i] = member(members.get(i), json, findings, at);
            }
        }
        for (int i = 0; i < done.length; i++) {
            if (!done[i] && members.get(i).required()) {
                findings.add(at.member(members.get(i).name()), "required", "is required");
            }
        }
        return findings.count() > before || findings.isFull() ? null : made(values, findings, at);
    }

    private static @Nullable Object member(
            Member member, JsonParser json, Findings findings, Pointer parent) {
        Pointer at = parent.member(member.name());
        int before = findings.count();
        Object value = member.shape().read(json, findings, at);
        if (value != null && findings.count() == before) {
            member.check().check(value, findings, at);
        }
        return value;
    }

    private @Nullable Object made(@Nullable Object[] values, Findings findings, Pointer at) {
        try {
            return maker.invokeExact(values);
        } catch (InvalidValue e) {
            Pointer where = e.member().isEmpty() ? at : at.member(e.member());
            findings.add(where, e.rule(), String.valueOf(e.getMessage()));
            return null;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
