package erp.app;

import erp.core.Json;
import erp.core.auth.AuthSettings;
import erp.core.module.Modules;
import erp.core.traces.Traces;
import erp.core.tx.ChangeRecorder;
import erp.core.tx.Db;

import java.time.Clock;

/** The modules of the server, as they declare themselves: no database is asked. */
final class WiredModules {
    private WiredModules() {}

    static Modules all() {
        Db db =
                new Db(
                        () -> {
                            throw new IllegalStateException("a declaration asks the database");
                        },
                        Clock.systemUTC(),
                        new ChangeRecorder("test", Json.mapper()),
                        Db.Observer.NONE,
                        Traces.OFF);
        return new Wiring(db, Clock.systemUTC(), AuthSettings.of("", "test"), (_, _) -> {})
                .modules();
    }
}
