package erp.core.feedback;

import erp.core.Permission;

/** Who may read what users said; to say something is everybody's right. */
public enum FeedbackPermission implements Permission {
    READ;

    @Override
    public String module() {
        return "feedback";
    }
}
