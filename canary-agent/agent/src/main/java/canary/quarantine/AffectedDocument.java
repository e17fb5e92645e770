package canary.quarantine;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A document that the canary wrote or changed, as the report lists it.
 *
 * @param type module and kind, {@code sales.invoice}
 * @param number what people call it
 * @param broken names of the rules that it breaks
 */
public record AffectedDocument(
        String company, String type, String id, @Nullable String number, List<String> broken) {

    /** So many names the ERP takes. */
    private static final int RULES = 20;

    private static final int LONGEST_NUMBER = 60;

    public AffectedDocument {
        broken = List.copyOf(broken);
    }

    public boolean isBroken() {
        return !broken.isEmpty();
    }

    /** As the ERP's API takes it to hold it. */
    Map<String, Object> held() {
        Map<String, Object> body = named();
        if (number != null && !number.isBlank() && number.length() <= LONGEST_NUMBER) {
            body.put("number", number);
        }
        body.put("broken", broken.stream().limit(RULES).toList());
        return body;
    }

    /** As the ERP's API takes it to release it. */
    Map<String, Object> named() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", type);
        body.put("id", id);
        return body;
    }
}
