package canary.plan;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Who is told of a release: as the plan says, or this machine's environment, which beats it. */
public final class NotifySetting {

    private static final String ALERTMANAGERS = "ERP_ALERTMANAGER_URL";

    private NotifySetting() {}

    /** Reads the plan's section. */
    static Plan.Notify read(Section at) {
        List<URI> servers = new ArrayList<>();
        if (!at.has("alertmanagers")) {
            at.problem("alertmanagers", "is required");
        }
        for (String text : at.texts("alertmanagers")) {
            URI server = address(text);
            if (server == null) {
                at.problem("alertmanagers", rule(text));
            } else {
                servers.add(server);
            }
        }
        Plan.Notify notify = new Plan.Notify(servers, MetricsSection.authorization(at));
        at.refuseUnknown();
        return notify;
    }

    /**
     * Null where nobody is told.
     *
     * @throws PlanException where the environment names no addresses
     */
    public static Plan.@Nullable Notify of(Plan plan, Map<String, String> environment) {
        String text = environment.getOrDefault(ALERTMANAGERS, "").strip();
        if (text.isEmpty()) {
            return plan.notices();
        }
        List<URI> servers = new ArrayList<>();
        for (String each : Arrays.asList(text.split("\\s*,\\s*"))) {
            URI server = address(each);
            if (server == null) {
                throw new PlanException(List.of(ALERTMANAGERS + ": " + rule(each)));
            }
            servers.add(server);
        }
        Plan.Notify planned = plan.notices();
        return new Plan.Notify(servers, planned == null ? "" : planned.authorization());
    }

    private static String rule(String text) {
        return "must be http or https addresses without password, ? and #, not "
                + text.replaceFirst("//[^/]*@", "//***@");
    }

    private static @Nullable URI address(String text) {
        try {
            URI address = URI.create(text);
            boolean isHttp =
                    "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            boolean isBare =
                    address.getUserInfo() == null
                            && address.getQuery() == null
                            && address.getFragment() == null;
            return isHttp && address.getHost() != null && isBare ? address : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
