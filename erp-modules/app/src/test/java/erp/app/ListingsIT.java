package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.http.Endpoint;
import erp.core.http.UniqueKey;
import erp.core.http.binding.Constants;
import erp.core.listing.Filter;
import erp.core.listing.Listing;
import erp.core.listing.Sort;
import erp.migrations.TestDatabase;
import erp.migrations.TestSchema;

import jakarta.persistence.Table;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/** What lists and unique keys declare, the database has; and all of it can be asked for. */
class ListingsIT extends ErpIT {
    private static final List<Endpoint<?>> ENDPOINTS = WiredModules.all().endpoints();

    /** {@code sales_order: company_id,order_date,id} of each index, columns in their order. */
    private static Set<String> indexes;

    private static Set<String> uniqueKeys;

    @BeforeAll
    static void readSchema() {
        TestSchema schema = TestDatabase.schema();
        indexes =
                read(
                        schema,
                        "select concat(table_name, ': ', group_concat(column_name order by"
                                + " seq_in_index), ',') from information_schema.statistics where"
                                + " table_schema = database() group by table_name, index_name");
        uniqueKeys =
                read(
                        schema,
                        "select constraint_name from information_schema.table_constraints where"
                                + " table_schema = database() and constraint_type = 'UNIQUE'");
    }

    private static Set<String> read(TestSchema schema, String sql) {
        Set<String> found = new TreeSet<>();
        try (Connection connection = schema.owner().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    private static Stream<Endpoint<?>> lists() {
        return ENDPOINTS.stream().filter(it -> it.listing().isPresent());
    }

    /** Without one a page costs what the whole list does. */
    @Test
    void each_order_of_a_list_has_an_index_of_the_company() {
        List<String> missing = new ArrayList<>();
        lists().forEach(
                        endpoint -> {
                            Listing<?> listing = endpoint.listing().orElseThrow();
                            for (Sort sort : listing.sorts().values()) {
                                String index = index(listing, sort);
                                boolean goesById = index.endsWith("company_id,id,");
                                boolean isShort =
                                        listing.isWhole() || endpoint.path().contains("{");
                                if (indexes.stream().noneMatch(it -> it.startsWith(index))
                                        && !(goesById && isShort)) {
                                    missing.add(endpoint.id() + " needs " + index);
                                }
                            }
                        });
        assertThat(missing).isEmpty();
    }

    /** Companies themselves belong to none. */
    private static String index(Listing<?> listing, Sort sort) {
        String table = listing.entity().getAnnotation(Table.class).name();
        String column =
                sort.path()
                        .substring(sort.path().indexOf('.') + 1)
                        .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                        .toLowerCase(Locale.ROOT);
        return table + ": " + (table.equals("core_company") ? "" : "company_id,") + column + ",";
    }

    @Test
    void each_unique_key_that_is_declared_is_there() {
        assertThat(
                        ENDPOINTS.stream()
                                .flatMap(it -> it.uniqueKeys().stream())
                                .map(UniqueKey::constraint))
                .isNotEmpty()
                .isSubsetOf(uniqueKeys);
    }

    @TestFactory
    Stream<DynamicTest> whatever_a_list_declares_can_be_asked_for() {
        return lists().filter(it -> !it.path().contains("{"))
                .flatMap(
                        endpoint ->
                                queries(endpoint.listing().orElseThrow())
                                        .map(
                                                query ->
                                                        DynamicTest.dynamicTest(
                                                                endpoint.id() + query,
                                                                () ->
                                                                        api().get(
                                                                                        endpoint
                                                                                                        .path()
                                                                                                + query)
                                                                                .is(200))));
    }

    private static Stream<String> queries(Listing<?> listing) {
        return Stream.of(
                        listing.sorts().keySet().stream().map(it -> "?sort=" + it),
                        listing.fields().stream().map(it -> "?fields=" + it),
                        listing.filters().stream().flatMap(ListingsIT::values))
                .flatMap(it -> it);
    }

    private static Stream<String> values(Filter filter) {
        Class<?> type = filter.type();
        Stream<String> values =
                type.isEnum()
                        ? Constants.of(type).keySet().stream()
                        : Stream.of(
                                switch (type.getSimpleName()) {
                                    case "UUID" -> UUID.randomUUID().toString();
                                    case "LocalDate" -> LocalDate.EPOCH.toString();
                                    case "Integer" -> "2026";
                                    case "Boolean" -> "true";
                                    default -> "X";
                                });
        return values.map(it -> "?" + filter.name() + "=" + it);
    }
}
