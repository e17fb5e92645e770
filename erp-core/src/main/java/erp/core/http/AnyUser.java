package erp.core.http;

import erp.core.Permission;

/** Stands for "signed in". */
public enum AnyUser implements Permission {
    ANY;

    @Override
    public String module() {
        return "http";
    }
}
