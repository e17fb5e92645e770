package erp.users;

import com.fasterxml.jackson.annotation.JsonInclude;

import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.users.Sessions.Origin;
import erp.users.Sessions.Started;
import erp.users.common.UsersError;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Sign-in over HTTP. */
final class SignInRoutes {
    private static final String PATH = UsersRoutes.PATH;

    private final Users users;

    SignInRoutes(Users users) {
        this.users = users;
    }

    /**
     * Who signs in.
     *
     * @param company code of the user's company, for names that are unique in it alone
     * @param deviceToken what an earlier sign-in on this device was given: others' failures do not
     *     stand in its way
     */
    record Login(
            @NotBlank @Size(max = 100) String username,
            @NotBlank @Size(max = 256) String password,
            @Nullable @Size(max = 20) String company,
            @Nullable @Size(max = 200) String deviceToken) {
        @Override
        public String toString() {
            return "Login[username=" + username + ", password=***]";
        }
    }

    /** A refresh token to be spent. */
    record Refresh(@NotBlank @Size(max = 200) String refreshToken) {
        @Override
        public String toString() {
            return "Refresh[refreshToken=***]";
        }
    }

    /**
     * What a client goes on with (RFC 6749, 5.1).
     *
     * @param expiresIn seconds
     * @param refreshExpiresIn seconds
     * @param deviceToken for the next sign-in on this device; where a refresh answers, there is
     *     none
     */
    @JsonInclude
    record Session(
            String accessToken,
            String tokenType,
            long expiresIn,
            String refreshToken,
            long refreshExpiresIn,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String deviceToken) {
        @Override
        public String toString() {
            return "Session[***]";
        }
    }

    List<Endpoint<?>> endpoints() {
        return List.of(
                Endpoint.post(PATH + "/login", "login", "Signs in with user name and password")
                        .body(Login.class)
                        .open()
                        .answers(Session.class)
                        .problems(
                                UsersError.WRONG_CREDENTIALS,
                                UsersError.SIGN_IN_BLOCKED,
                                UsersError.SIGN_IN_BUSY,
                                UsersError.USER_DISABLED)
                        .plain(this::login),
                Endpoint.post(PATH + "/refresh", "refresh", "Spends a refresh token for new ones")
                        .body(Refresh.class)
                        .open()
                        .answers(Session.class)
                        .problems(UsersError.REFRESH_TOKEN_INVALID)
                        .plain(this::refresh),
                Endpoint.post(PATH + "/logout", "logout", "Ends the session of a refresh token")
                        .body(Refresh.class)
                        .open()
                        .answersNothing()
                        .plain(this::logout));
    }

    private Reply login(Call<Login> call) {
        Login login = call.body();
        return session(users.sessions.signIn(login, origin(call)));
    }

    private Reply refresh(Call<Refresh> call) {
        return session(users.sessions.refresh(call.body().refreshToken(), origin(call)));
    }

    private Reply logout(Call<Refresh> call) {
        users.sessions.signOut(call.body().refreshToken(), origin(call));
        return Reply.nothing();
    }

    private Reply session(Started started) {
        return Reply.ok(
                        new Session(
                                started.accessToken(),
                                "Bearer",
                                users.tokens.lifetime().toSeconds(),
                                started.refreshToken(),
                                started.refreshLifetime().toSeconds(),
                                started.deviceToken()))
                .header("Cache-Control", "no-store");
    }

    static Origin origin(Call<?> call) {
        return new Origin(
                call.headers().getOrDefault("remote", "unknown"), call.caller().requestId());
    }
}
