package erp.users;

import erp.core.Actor;
import erp.core.Caller;
import erp.core.ErpException;
import erp.core.auth.Identity;
import erp.core.auth.Sha256;
import erp.core.auth.Tokens;
import erp.core.tx.Db;
import erp.core.tx.Tx;
import erp.users.Credentials.TokenPlace;
import erp.users.LoginGuard.Way;
import erp.users.SignInRoutes.Login;
import erp.users.common.UserState;
import erp.users.common.UsersError;
import erp.users.passwords.Passwords;
import erp.users.passwords.UsersSettings;
import erp.users.roles.BuiltInRights;
import erp.users.roles.Standing;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Sign-in, its renewal and its end. Opens its own transactions: passwords are hashed outside. */
final class Sessions {
    private static final int TOKEN_BYTES = 32;
    private static final Map<String, String> REUSED = Map.of("reason", "refresh token used twice");
    private static final Logger log = LoggerFactory.getLogger(Sessions.class);

    private final Db db;
    private final Tokens tokens;
    private final Passwords passwords;
    private final LoginGuard guard;
    private final Devices devices;
    private final BuiltInRights builtIn;
    private final UsersSettings settings;
    private final SecureRandom random = new SecureRandom();

    /** Where a request comes from. */
    record Origin(String address, String requestId) {
        /** For what happens before anybody is known. */
        Caller nobody() {
            return new Caller(Actor.NOBODY, Actor.NOBODY.id(), requestId);
        }

        Caller as(UUID user, String name, UUID company) {
            return new Caller(new Actor(user, name, Set.of()), company, requestId);
        }
    }

    /** A session as its holder gets it; the second token is shown once and kept by nobody else. */
    record Started(
            String accessToken,
            String refreshToken,
            Duration refreshLifetime,
            @Nullable String deviceToken) {}

    /** What a transaction leaves to be signed after it. */
    private record Granted(
            Identity identity,
            String refreshToken,
            Duration refreshLifetime,
            @Nullable String deviceToken) {}

    /** Who showed the right password, and how. */
    private record Shown(Credentials credentials, Way way) {}

    Sessions(
            Db db,
            Tokens tokens,
            Passwords passwords,
            LoginGuard guard,
            Devices devices,
            BuiltInRights builtIn,
            UsersSettings settings) {
        this.db = db;
        this.tokens = tokens;
        this.passwords = passwords;
        this.guard = guard;
        this.devices = devices;
        this.builtIn = builtIn;
        this.settings = settings;
    }

    /**
     * Throws {@code WRONG_CREDENTIALS}, {@code SIGN_IN_BLOCKED}, {@code SIGN_IN_BUSY}, {@code
     * USER_DISABLED} (only to who knows the password).
     */
    Started signIn(Login login, Origin origin) {
        String company = login.company();
        String username =
                company == null
                        ? Credentials.username(login.username())
                        : db.read(
                                origin.nobody(),
                                tx -> SignInNames.typed(tx, login.username(), company));
        String password = login.password();
        Shown shown = shown(username, password, login.deviceToken(), origin);
        Credentials found = shown.credentials();
        if (found.state() == UserState.DISABLED) {
            throw disabled();
        }
        String renewed = passwords.isOutdated(found.hash()) ? passwords.hash(password) : null;
        Granted granted =
                db.write(
                        origin.as(found.user(), username, found.company()),
                        tx -> start(tx, shown, renewed));
        return signed(granted);
    }

    /** Throws {@code REFRESH_TOKEN_INVALID}; a token that comes a second time ends its session. */
    Started refresh(String token, Origin origin) {
        byte[] hash = hash(token);
        Optional<Granted> granted =
                place(hash, origin)
                        .flatMap(
                                place ->
                                        db.write(
                                                origin.as(
                                                        new UUID(0, 0), "refresh", place.company()),
                                                tx -> rotate(tx, place)));
        return signed(
                granted.orElseThrow(
                        () ->
                                new ErpException(
                                        UsersError.REFRESH_TOKEN_INVALID,
                                        "the refresh token is not valid, sign in again")));
    }

    /** Ends the token's session; says nothing of whether there was one. */
    void signOut(String token, Origin origin) {
        place(hash(token), origin)
                .ifPresent(
                        place ->
                                db.write(
                                        origin.as(new UUID(0, 0), "sign-out", place.company()),
                                        tx -> {
                                            RefreshToken row =
                                                    tx.require(
                                                            RefreshToken.class,
                                                            place.id(),
                                                            UsersError.REFRESH_TOKEN_INVALID);
                                            return new UsersQueries_(tx.session())
                                                    .revokeFamily(row.getFamilyId(), tx.now());
                                        }));
    }

    /** Checks the password of that name, with the guard's leave. */
    void check(String username, String password, Origin origin) {
        Shown shown = shown(username, password, null, origin);
        db.write(origin.nobody(), tx -> passed(tx, shown.way()));
    }

    private boolean passed(Tx tx, Way way) {
        guard.passed(tx, way);
        return true;
    }

    private Shown shown(String username, String password, @Nullable String device, Origin origin) {
        Way way = db.read(origin.nobody(), tx -> way(tx, username, device, origin));
        if (way.isPaced()) {
            sleep(db.write(origin.nobody(), tx -> guard.book(tx, way)));
        }
        return passwords.inTurn(() -> new Shown(inTurn(username, password, way, origin), way));
    }

    private Way way(Tx tx, String username, @Nullable String device, Origin origin) {
        boolean isKnown =
                device != null && devices.isOf(device, Credentials.find(tx, username), tx.now());
        return guard.way(tx, username, origin.address(), isKnown ? device : null);
    }

    /**
     * A failure is counted before the next one has its turn, so that guessing at once is no way
     * round the limit.
     */
    private Credentials inTurn(String username, String password, Way way, Origin origin) {
        Optional<Credentials> found =
                db.read(
                        origin.nobody(),
                        tx -> {
                            guard.check(tx, way);
                            return Optional.ofNullable(Credentials.find(tx, username));
                        });
        if (!passwords.matches(password, found.map(Credentials::hash).orElse(null))) {
            db.write(origin.nobody(), tx -> guard.failed(tx, way));
            throw wrong();
        }
        return found.orElseThrow();
    }

    private static void sleep(Duration wait) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ErpException(UsersError.SIGN_IN_BUSY, "the server is stopping");
        }
    }

    /** Ends all refresh tokens of a user, whose row is locked. */
    static void revoke(Tx tx, UUID user) {
        new UsersQueries_(tx.session()).revokeOf(user, tx.now());
    }

    private Granted start(Tx tx, Shown shown, @Nullable String renewed) {
        Credentials found = shown.credentials();
        User user =
                renewed == null
                        ? tx.keep(User.class, found.user(), UsersError.USER_NOT_FOUND)
                        : tx.lock(User.class, found.user(), UsersError.USER_NOT_FOUND);
        checkUnchanged(user, found);
        if (renewed != null) {
            user.rehash(renewed);
        }
        guard.passed(tx, shown.way());
        String token = newToken();
        tx.add(
                RefreshToken.first(
                        tx.newId(),
                        found.user(),
                        hash(token),
                        tx.now(),
                        settings.refreshLifetime()));
        return new Granted(
                identity(tx, user),
                token,
                settings.refreshLifetime(),
                devices.issue(user.getId(), user.getAccessVersion(), tx.now()));
    }

    /** Password and state were looked at before, and may have been changed since. */
    private static void checkUnchanged(User user, Credentials found) {
        if (!user.getPasswordHash().equals(found.hash())) {
            throw wrong();
        }
        if (user.getState() == UserState.DISABLED) {
            throw disabled();
        }
    }

    private Optional<Granted> rotate(Tx tx, TokenPlace place) {
        // Whoever ends the user's sessions locks the user first, too.
        User user = tx.keep(User.class, place.user(), UsersError.REFRESH_TOKEN_INVALID);
        RefreshToken row =
                tx.lock(RefreshToken.class, place.id(), UsersError.REFRESH_TOKEN_INVALID);
        if (row.isUsed()) {
            // Two hold the same token: one of them stole it. Nobody can tell which, so both sign
            // in.
            if (new UsersQueries_(tx.session()).revokeFamily(row.getFamilyId(), tx.now()) > 0) {
                tx.record("users.user", user.getId(), user.getVersion(), "end-session", REUSED);
                log.warn("refresh token used twice, session ended user_id={}", user.getId());
            }
            return Optional.empty();
        }
        if (!row.isGood(tx.now()) || user.getState() == UserState.DISABLED) {
            return Optional.empty();
        }
        String token = newToken();
        RefreshToken next =
                tx.add(
                        row.next(
                                tx.newId(),
                                hash(token),
                                tx.now(),
                                settings.refreshLifetime(),
                                settings.sessionLimit()));
        return Optional.of(
                new Granted(
                        identity(tx, user),
                        token,
                        Duration.between(tx.now(), next.getExpiresAt()),
                        null));
    }

    private Identity identity(Tx tx, User user) {
        Standing standing = Standing.of(tx, user.getId(), tx.companyId(), builtIn);
        return new Identity(
                user.getId(),
                user.getUsername(),
                tx.companyId(),
                standing == null ? List.of() : List.copyOf(standing.permissions()),
                user.getAccessVersion());
    }

    private static ErpException wrong() {
        return new ErpException(UsersError.WRONG_CREDENTIALS, "user name or password is not right");
    }

    private static ErpException disabled() {
        return new ErpException(UsersError.USER_DISABLED, "this user is disabled");
    }

    private Started signed(Granted granted) {
        return new Started(
                tokens.issue(granted.identity()),
                granted.refreshToken(),
                granted.refreshLifetime(),
                granted.deviceToken());
    }

    private Optional<TokenPlace> place(byte[] hash, Origin origin) {
        return db.read(origin.nobody(), tx -> Optional.ofNullable(Credentials.place(tx, hash)));
    }

    private String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] hash(String token) {
        return Sha256.of(token.getBytes(StandardCharsets.UTF_8));
    }
}
