package erp.users;

import erp.core.http.Endpoint;

import java.util.List;
import java.util.stream.Stream;

/** The module over HTTP. */
public final class UsersRoutes {
    static final String PATH = "/api/v1/users";

    private final Users users;

    public UsersRoutes(Users users) {
        this.users = users;
    }

    public List<Endpoint<?>> endpoints() {
        return Stream.of(
                        new SignInRoutes(users).endpoints(),
                        new AccountRoutes(users).endpoints(),
                        new RoleRoutes(users).endpoints())
                .<Endpoint<?>>flatMap(List::stream)
                .toList();
    }
}
