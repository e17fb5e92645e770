package erp.core.listing;

import erp.core.tx.Tx;
import erp.core.value.InvalidValue;

import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A list of one kind of document: by what it can be narrowed, in which orders it comes, and as what
 * it is answered. Pages go by keys: each begins behind the last row of the one before, so that a
 * far page costs what the first does, and nothing is shown twice or left out while rows come.
 *
 * @param <V> a record, what callers see of a document
 */
public final class Listing<V> {
    private final Class<V> view;
    private final Query query;
    private final Members members;
    private final BiFunction<Tx, List<?>, List<V>> show;

    /** What is asked of the database. */
    private record Query(
            Class<?> entity,
            String select,
            String from,
            List<String> conditions,
            List<Filter> filters,
            Map<String, Sort> sorts,
            Sort standard,
            boolean whole) {}

    private Listing(Class<V> view, Query query, BiFunction<Tx, List<?>, List<V>> show) {
        this.view = view;
        this.query = query;
        this.members = new Members(view);
        this.show = show;
    }

    public static <E> Draft<E> of(Class<E> entity) {
        return new Draft<>(entity, "it");
    }

    /** Of what its pages consist. */
    public Class<V> view() {
        return view;
    }

    /** What the rows are of. */
    public Class<?> entity() {
        return query.entity();
    }

    public List<Filter> filters() {
        return query.filters();
    }

    /** All orders, as callers write them, each in both directions. */
    public Map<String, Sort> sorts() {
        return query.sorts();
    }

    /** The order where none is asked for. */
    public Sort standard() {
        return query.standard();
    }

    /** Whether all rows come where no limit is sent. */
    public boolean isWhole() {
        return query.whole();
    }

    /** Names of what {@code fields} can ask for. */
    public Set<String> fields() {
        return members.names();
    }

    /** Reads a list of names. Throws {@link InvalidValue}. */
    public Object fields(String text) {
        Set<String> asked = new LinkedHashSet<>(List.of(text.split(",", -1)));
        for (String name : asked) {
            if (!members.names().contains(name)) {
                throw new InvalidValue(
                        "unknown",
                        "names \"%s\", which is none of %s"
                                .formatted(name, String.join(", ", members.names())));
            }
        }
        return asked;
    }

    /** Reads an order. Throws {@link InvalidValue}. */
    public Object sort(String text) {
        Sort sort = query.sorts().get(text);
        if (sort == null) {
            throw new InvalidValue(
                    "unknown", "must be one of " + String.join(", ", query.sorts().keySet()));
        }
        return sort;
    }

    /**
     * What is asked for by checked parameters. Throws {@link InvalidValue} where {@code after} is
     * no cursor.
     */
    @SuppressWarnings("unchecked") // as fields(String) made it
    public ListRequest request(Map<String, ?> sent) {
        Map<String, Object> narrowed = new LinkedHashMap<>();
        for (Filter filter : query.filters()) {
            Object value = sent.get(filter.name());
            if (value == null) {
                value = filter.otherwise();
            }
            if (value != null) {
                narrowed.put(filter.name(), value);
            }
        }
        Sort sort = sent.get("sort") instanceof Sort asked ? asked : query.standard();
        int limit =
                sent.get("limit") instanceof Integer asked
                        ? asked
                        : query.whole() ? ListRequest.ALL : ListRequest.USUAL;
        Cursor after = sent.get("after") instanceof String text ? Cursor.parse(text, sort) : null;
        return new ListRequest(narrowed, limit, sort, after, (Set<String>) sent.get("fields"));
    }

    /**
     * A page.
     *
     * @param scope values of what {@link Draft#within} names
     */
    public Page<?> page(Tx tx, ListRequest asked, Map<String, ?> scope) {
        List<Object[]> found = rows(tx, asked, scope);
        boolean more = found.size() > asked.limit();
        List<Object[]> rows = more ? found.subList(0, asked.limit()) : found;
        List<V> views = show.apply(tx, rows.stream().map(row -> row[0]).toList());
        Set<String> fields = asked.fields();
        List<?> items = fields == null ? views : members.only(fields, views);
        return new Page<>(items, more ? Cursor.of(rows.getLast()).text(asked.sort()) : null);
    }

    private List<Object[]> rows(Tx tx, ListRequest asked, Map<String, ?> scope) {
        Map<String, Object> parameters = new LinkedHashMap<>(scope);
        List<String> conditions = new ArrayList<>(query.conditions());
        for (Filter filter : query.filters()) {
            Object value = asked.filters().get(filter.name());
            if (value != null) {
                String condition = filter.condition().apply(value);
                conditions.add(condition);
                if (condition.contains(":" + filter.name())) {
                    parameters.put(filter.name(), filter.bound().apply(tx, value));
                }
            }
        }
        Cursor after = asked.after();
        if (after != null) {
            conditions.add(asked.sort().behind());
            parameters.put("after", after.id());
            if (after.key() != null) {
                parameters.put("key", after.key());
            }
        }
        SelectionQuery<Object[]> select =
                tx.session().createSelectionQuery(hql(conditions, asked.sort()), Object[].class);
        parameters.forEach(select::setParameter);
        if (asked.limit() != ListRequest.ALL) {
            select.setMaxResults(asked.limit() + 1); // one more tells whether there is another page
        }
        return select.getResultList();
    }

    private String hql(List<String> conditions, Sort sort) {
        return "select %s, it.id%s from %s%s order by %s"
                .formatted(
                        query.select(),
                        sort.isById() ? "" : ", " + sort.path(),
                        query.from(),
                        conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions),
                        sort.order());
    }

    /**
     * A list being declared. Conditions and paths are HQL of the source code, never of a request;
     * the entity is {@code it}.
     *
     * @param <R> what the rows are read as
     */
    public static final class Draft<R> {
        private final Class<?> entity;
        private final String select;
        private final List<String> joins = new ArrayList<>();
        private final List<String> conditions = new ArrayList<>();
        private final List<Filter> filters = new ArrayList<>();
        private final Map<String, Sort> sorts = new LinkedHashMap<>();
        private Sort standard = Sort.NEWEST_FIRST;
        private boolean whole;

        private Draft(Class<?> entity, String select) {
            this.entity = entity;
            this.select = select;
            add(Sort.NEWEST_FIRST);
        }

        /** Reads no entities but these attributes of them, into a record. Say it first. */
        public <T> Draft<T> select(Class<T> type, String attributes) {
            return new Draft<>(entity, "new %s(%s)".formatted(type.getName(), attributes));
        }

        /** Reads this attribute alone. Say it first. */
        public <T> Draft<T> selectOnly(Class<T> type, String attribute) {
            return new Draft<>(entity, attribute);
        }

        /** {@code join Location l on l.id = it.locationId}. */
        public Draft<R> join(String join) {
            joins.add(" " + join);
            return this;
        }

        /** Always narrowed by this; the handler brings the values of its parameters. */
        public Draft<R> within(String condition) {
            conditions.add(condition);
            return this;
        }

        /** Narrowed by the attribute of that name. */
        public Draft<R> equal(String name, String description) {
            return equal(name, name, description);
        }

        public Draft<R> equal(String name, String attribute, String description) {
            Attribute found = Attribute.of(entity, attribute);
            return filter(
                    name, found.type(), "it.%s = :%s".formatted(attribute, name), description);
        }

        /**
         * Narrowed to what lies between {@code from} and {@code to}, both included.
         *
         * @param said of the attribute, {@code dated}
         */
        public Draft<R> range(String attribute, String said) {
            Class<?> type = Attribute.of(entity, attribute).type();
            String path = "it." + attribute;
            return filter("from", type, path + " >= :from", said + " on this day or later")
                    .filter("to", type, path + " <= :to", said + " on this day or before");
        }

        /** Narrowed to texts that begin so. */
        public Draft<R> prefix(String name, String attribute, String description) {
            filters.add(
                    Filter.prefix(
                            name, "it." + Attribute.of(entity, attribute).path(), description));
            return this;
        }

        /** Narrowed by a condition of its own, in which the value is {@code :name}. */
        public Draft<R> filter(String name, Class<?> type, String condition, String description) {
            filters.add(Filter.of(name, type, condition, description));
            return this;
        }

        /** The same, where {@code :name} is what the value means to the caller. */
        public <T> Draft<R> filter(
                String name,
                Class<T> type,
                BiFunction<Tx, T, Object> meaning,
                String condition,
                String description) {
            filters.add(
                    new Filter(
                            name,
                            type,
                            description,
                            _ -> condition,
                            (tx, value) -> meaning.apply(tx, type.cast(value)),
                            null));
            return this;
        }

        /**
         * Narrowed by a condition for each value.
         *
         * @param otherwise what goes where nothing is sent, or null
         */
        public <T> Draft<R> choice(
                String name,
                Class<T> type,
                @Nullable T otherwise,
                Function<T, String> condition,
                String description) {
            Function<Object, String> of = value -> condition.apply(type.cast(value));
            filters.add(new Filter(name, type, description, of, (_, value) -> value, otherwise));
            return this;
        }

        /** Can be ordered by the attribute of that name, which an index with the company has. */
        public Draft<R> sort(String name) {
            return sort(name, name);
        }

        public Draft<R> sort(String name, String attribute) {
            Attribute found = Attribute.of(entity, attribute);
            if (found.nullable()) {
                throw new IllegalStateException(
                        attribute + " has no place in an order: it is null");
            }
            return add(new Sort(name, "it." + attribute, found.type(), false));
        }

        /** Comes in this order where none is asked for, {@code -date}; say it after the orders. */
        public Draft<R> ordered(String sort) {
            Sort known = sorts.get(sort);
            if (known == null) {
                throw new IllegalStateException("no order is called " + sort);
            }
            standard = known;
            return this;
        }

        /** Is short and read as a whole, where no limit is sent. */
        public Draft<R> whole() {
            whole = true;
            return this;
        }

        /** Rows that are answered as they are. */
        public Listing<R> as(Class<R> view) {
            return as(view, Function.identity());
        }

        public <V> Listing<V> as(Class<V> view, Function<R, V> show) {
            return asAll(view, (_, rows) -> rows.stream().map(show).toList());
        }

        /** Shows all rows of a page at once, in their order: with what else is read for them. */
        @SuppressWarnings("unchecked") // the query reads what select says
        public <V> Listing<V> asAll(Class<V> view, BiFunction<Tx, List<R>, List<V>> show) {
            String from = entity.getSimpleName() + " it" + String.join("", joins);
            var query =
                    new Query(
                            entity,
                            select,
                            from,
                            List.copyOf(conditions),
                            List.copyOf(filters),
                            Collections.unmodifiableMap(new LinkedHashMap<>(sorts)),
                            standard,
                            whole);
            return new Listing<>(view, query, (tx, rows) -> show.apply(tx, (List<R>) rows));
        }

        private Draft<R> add(Sort sort) {
            sorts.put(sort.toString(), sort);
            Sort other = sort.descends(!sort.descending());
            sorts.put(other.toString(), other);
            return this;
        }
    }
}
