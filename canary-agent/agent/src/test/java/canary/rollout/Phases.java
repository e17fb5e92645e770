package canary.rollout;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** One of each phase that there is, so that tests need not know a new one. */
public final class Phases {

    static final Instant SINCE = Instant.parse("2026-11-24T08:00:00Z");

    private Phases() {}

    public static List<Phase> all() {
        return kinds(Phase.class).map(Phases::one).toList();
    }

    private static Stream<Class<?>> kinds(Class<?> kind) {
        return kind.isRecord()
                ? Stream.of(kind)
                : Arrays.stream(kind.getPermittedSubclasses()).flatMap(Phases::kinds);
    }

    private static Phase one(Class<?> kind) {
        RecordComponent[] components = kind.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Object[] values = Arrays.stream(types).map(Phases::value).toArray();
            return (Phase) kind.getDeclaredConstructor(types).newInstance(values);
        } catch (NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            throw new IllegalStateException(kind + " cannot be made", e);
        }
    }

    private static Object value(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "Instant" -> SINCE;
            case "String" -> "why";
            case "int" -> 1;
            case "boolean", "Boolean" -> false;
            case "Order" -> new Order("1", Order.Verb.PAUSE, "ann", false, null);
            case "Settling" -> new Live.Held.Settling(SINCE, SINCE);
            default -> throw new IllegalStateException("no value of " + type);
        };
    }
}
