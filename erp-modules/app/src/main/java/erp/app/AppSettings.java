package erp.app;

import erp.core.auth.AuthSettings;
import erp.core.http.wire.TrustedProxies;
import erp.core.settings.Key;
import erp.core.settings.ServerSettings;
import erp.core.traces.TraceSettings;
import erp.core.value.Money;

import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;

/** The settings that belong to the whole and to no single part. */
final class AppSettings {
    /** Encrypts the signing keys in the database; the same for all versions on one database. */
    static final Key<String> SECRET =
            Key.secret("ERP_SECRET", "")
                    .is(
                            "encrypts the signing keys in the database; the same for all servers on"
                                    + " one database");

    /** Claim {@code aud} of access tokens; the same for all versions on one database. */
    static final Key<String> TOKEN_AUDIENCE =
            Key.text("ERP_TOKEN_AUDIENCE", AuthSettings.AUDIENCE)
                    .is("whom access tokens are for; the same for all servers on one database");

    /** Empty: a sender's address is that of the connection, whatever headers say. */
    static final Key<TrustedProxies> TRUSTED_PROXIES =
            new Key<>(
                            "ERP_TRUSTED_PROXIES",
                            "",
                            "addresses and networks such as 10.0.0.7,192.168.0.0/16",
                            TrustedProxies::of,
                            false)
                    .is("proxies in front of it, which are believed whom a request is from");

    /** The first administrator, created while there is no user at all. */
    static final Key<String> ADMIN_USER =
            Key.text("ERP_ADMIN_USER", "")
                    .is("the first administrator, created while there is no user");

    static final Key<String> ADMIN_PASSWORD =
            Key.secret("ERP_ADMIN_PASSWORD", "").is("his password, 10 to 128 characters");

    /** Zone of business dates of the company that is founded while there is none. */
    static final Key<ZoneId> ZONE =
            Key.zone("ERP_ZONE", "UTC")
                    .is("of the first company: its dates are those of this zone");

    /** The company that is founded while there is none. */
    static final Key<String> COMPANY_NAME =
            Key.text("ERP_COMPANY_NAME", "My company")
                    .is("of the first company, founded while there is none");

    static final Key<Currency> COMPANY_CURRENCY =
            new Key<>(
                            "ERP_COMPANY_CURRENCY",
                            "EUR",
                            "an ISO 4217 currency code such as EUR",
                            Money::currency,
                            false)
                    .is("of the first company: its books are in it for good");

    private AppSettings() {}

    static List<Key<?>> all() {
        List<Key<?>> own =
                List.of(
                        SECRET,
                        TOKEN_AUDIENCE,
                        TRUSTED_PROXIES,
                        ADMIN_USER,
                        ADMIN_PASSWORD,
                        ZONE,
                        COMPANY_NAME,
                        COMPANY_CURRENCY);
        return Stream.of(ServerSettings.all(), TraceSettings.all(), own)
                .<Key<?>>flatMap(List::stream)
                .toList();
    }
}
