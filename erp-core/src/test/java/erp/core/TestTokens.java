package erp.core;

import erp.core.http.Authenticator;

import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Tokens that say who they are for, unsigned: {@code Bearer USER;COMPANY;PERMISSION,PERMISSION}.
 */
public final class TestTokens implements Authenticator {

    public static String of(UUID user, UUID company, String... permissions) {
        return "Bearer " + user + ";" + company + ";" + String.join(",", permissions);
    }

    @Override
    public Admission authenticate(String authorization, String requestId) {
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            throw new ErpException(CoreError.UNAUTHENTICATED, "sign in first");
        }
        String[] parts = authorization.substring("Bearer ".length()).split(";", -1);
        if (parts.length != 3) {
            throw new ErpException(CoreError.UNAUTHENTICATED, "the token is not valid");
        }
        Set<String> permissions =
                Arrays.stream(parts[2].split(","))
                        .filter(permission -> !permission.isEmpty())
                        .collect(Collectors.toSet());
        Actor actor = new Actor(UUID.fromString(parts[0]), "tester", permissions);
        return new Admission(
                new Caller(actor, UUID.fromString(parts[1]), requestId), (_, _) -> actor);
    }
}
