package erp.core.http.server;

import erp.core.http.Endpoint;
import erp.core.http.Handler;
import erp.core.http.binding.Findings;
import erp.core.http.binding.QueryString;
import erp.core.http.binding.Scalars;
import erp.core.listing.ListRequest;
import erp.core.listing.Listing;
import erp.core.value.InvalidValue;

import io.javalin.http.Context;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads the query parameters that an endpoint declares, and refuses others. */
final class QueryReader {
    private final Map<String, Function<String, Object>> declared = new HashMap<>();
    private final @Nullable Listing<?> listing;

    /**
     * What was sent: declared parameters, what part of a list, and whether nothing is to be kept,
     * which is no value of its own: {@code dryRun=false} says as much as nothing.
     */
    record Parsed(Map<String, Object> values, @Nullable ListRequest list, boolean dryRun) {}

    QueryReader(Endpoint<?> endpoint) {
        endpoint.queries().forEach(query -> declared.put(query.name(), parser(query)));
        this.listing = endpoint.listing().orElse(null);
        if (listing != null) {
            declared.put("limit", QueryReader::limit);
            declared.put("after", text -> text);
            declared.put("sort", listing::sort);
            declared.put("fields", listing::fields);
        }
        if (endpoint.handler() instanceof Handler.Write<?>) {
            declared.put("dryRun", Scalars::bool);
        }
    }

    Parsed read(Context ctx, Findings findings) {
        String query = ctx.queryString();
        Map<String, Object> values = new TreeMap<>();
        if (query != null) {
            QueryString.parse(query, findings)
                    .forEach((name, sent) -> read(name, sent, values, findings));
        }
        if (listing != null) {
            ListRequest request = request(listing, values, findings);
            return new Parsed(values, request, false);
        }
        boolean dryRun = Boolean.TRUE.equals(values.remove("dryRun"));
        return new Parsed(values, null, dryRun);
    }

    /** Null where something was found: nothing is listed then. */
    private static @Nullable ListRequest request(
            Listing<?> listing, Map<String, Object> values, Findings findings) {
        if (findings.count() > 0) {
            return null;
        }
        try {
            return listing.request(values);
        } catch (InvalidValue e) {
            findings.add("?after", e.rule(), String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void read(
            String name, List<String> sent, Map<String, Object> values, Findings findings) {
        Function<String, Object> parser = declared.get(name);
        if (parser == null) {
            findings.add("?" + name, "unknown", "is not known here");
        } else if (sent.size() > 1) {
            findings.malformed("?" + name, "duplicate", "must not be there twice");
        } else {
            try {
                values.put(name, parser.apply(sent.getFirst()));
            } catch (InvalidValue e) {
                findings.add("?" + name, e.rule(), String.valueOf(e.getMessage()));
            }
        }
    }

    private static Function<String, Object> parser(Endpoint.Query query) {
        if (query.type() == Integer.class) {
            return Scalars::integer;
        } else if (query.type() == Boolean.class) {
            return Scalars::bool;
        }
        Function<String, Object> parser = Scalars.of(query.type());
        if (parser == null) {
            throw new IllegalStateException("no query parameter can be a " + query.type());
        }
        return parser;
    }

    private static Object limit(String text) {
        int limit = (Integer) Scalars.integer(text);
        if (limit < 1 || limit > ListRequest.MOST) {
            throw new InvalidValue("range", "must be 1 to " + ListRequest.MOST);
        }
        return limit;
    }
}
