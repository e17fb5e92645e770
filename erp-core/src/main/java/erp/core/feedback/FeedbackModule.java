package erp.core.feedback;

import erp.core.Permission;
import erp.core.http.Endpoint;
import erp.core.module.ErpModule;
import erp.core.tx.Db;

import java.util.List;

/** What users think of a version, as a module. */
public final class FeedbackModule implements ErpModule {
    private final Feedback feedback;

    public FeedbackModule(Feedback.Counter counter) {
        this.feedback = new Feedback(counter);
    }

    @Override
    public String module() {
        return "feedback";
    }

    @Override
    public String purpose() {
        return "What users think of a version";
    }

    @Override
    public List<Class<?>> entities() {
        return Feedback.ENTITIES;
    }

    @Override
    public List<? extends Permission> permissions() {
        return List.of(FeedbackPermission.values());
    }

    @Override
    public List<Endpoint<?>> endpoints() {
        return new FeedbackRoutes(feedback).endpoints();
    }

    /** Makes this server's version known before it serves. */
    public void start(Db db) {
        feedback.start(db);
    }
}
