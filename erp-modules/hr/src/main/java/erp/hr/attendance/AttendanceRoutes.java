package erp.hr.attendance;

import erp.core.http.Endpoint;

import java.util.ArrayList;
import java.util.List;

/** Shifts and attendance over HTTP. */
public final class AttendanceRoutes {
    private AttendanceRoutes() {}

    public static List<Endpoint<?>> endpoints() {
        List<Endpoint<?>> all = new ArrayList<>(Shifts.endpoints());
        all.addAll(Punches.endpoints());
        return all;
    }
}
