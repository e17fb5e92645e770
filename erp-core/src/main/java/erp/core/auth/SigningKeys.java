package erp.core.auth;

import erp.core.Caller;
import erp.core.ErpException;
import erp.core.tx.Db;
import erp.core.tx.Tx;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The keys that all processes on one database sign and verify with. A new one is published an hour
 * before it signs, so that whoever caches the list knows it by then.
 */
public final class SigningKeys {
    /** Mapped classes of the package. */
    public static final List<Class<?>> ENTITIES = List.of(SigningKey.class);

    static final Duration PUBLISHED_AHEAD = Duration.ofHours(1);
    static final Duration FRESH = Duration.ofMinutes(1);

    /**
     * An unknown key makes us look again, but a flood of made-up ones must not reach the database.
     */
    static final Duration RELOAD_PAUSE = Duration.ofSeconds(1);

    private static final Caller CALLER = Caller.system("signing-keys");
    private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);

    private final Db db;
    private final Clock clock;
    private final AuthSettings settings;
    private final SecretBox box;
    private final ReentrantLock reloading = new ReentrantLock();
    private final Map<String, PrivateKey> unsealed = new ConcurrentHashMap<>();
    private volatile KeyRing ring = new KeyRing(List.of(), Instant.EPOCH);

    /** A key to sign with. */
    record Signer(String kid, PrivateKey key) {}

    public SigningKeys(Db db, Clock clock, AuthSettings settings) {
        this.db = db;
        this.clock = clock;
        this.settings = settings;
        this.box = new SecretBox(settings.secret());
    }

    /**
     * Makes sure that there is a key and that this process can use it; called at start, before
     * traffic. Throws {@link IllegalStateException} where {@code ERP_SECRET} is not the one that
     * the key was sealed with.
     */
    public void prepare() {
        List<SigningKey> rows = db.read(CALLER, SigningKeys::rows);
        if (rows.isEmpty()) {
            create(1, Duration.ZERO);
        }
        reload();
        signer();
    }

    /** Adds the next key when the newest has served its time; a job calls it, hourly is enough. */
    public void rotateIfDue() {
        reload();
        SigningKey newest = ring.entries().getLast().row();
        if (!clock.instant().isBefore(newest.getActiveAt().plus(settings.keyAge()))) {
            create(newest.getGeneration() + 1, PUBLISHED_AHEAD);
            db.write(CALLER, this::forgetRetired);
            reload();
        }
    }

    Signer signer() {
        KeyRing.Entry entry = fresh().signing(clock.instant());
        PrivateKey key = unsealed.computeIfAbsent(entry.kid(), _ -> entry.row().unseal(box));
        return new Signer(entry.kid(), key);
    }

    /** The public key of that id, looked up once more where it is new to us. */
    Optional<RSAPublicKey> verifier(String kid) {
        KeyRing.Entry entry = find(fresh(), kid);
        if (entry == null && clock.instant().isAfter(ring.readAt().plus(RELOAD_PAUSE))) {
            refresh();
            entry = find(ring, kid);
        }
        return Optional.ofNullable(entry).map(KeyRing.Entry::key);
    }

    AuthSettings settings() {
        return settings;
    }

    List<KeyRing.Entry> published() {
        return fresh().published(clock.instant(), settings.lifetime());
    }

    private KeyRing.@Nullable Entry find(KeyRing in, String kid) {
        return in.verifying(kid, clock.instant(), settings.lifetime());
    }

    private KeyRing fresh() {
        if (clock.instant().isAfter(ring.readAt().plus(FRESH))) {
            refresh();
        }
        return ring;
    }

    /** Reads the keys again, by one thread at a time; keeps what it has while it cannot. */
    private void refresh() {
        if (!reloading.tryLock()) {
            return;
        }
        try {
            reload();
        } catch (ErpException e) {
            if (ring.entries().isEmpty()) {
                throw e;
            }
            log.warn("signing keys not read again, going on with those known", e);
            ring = new KeyRing(ring.entries(), clock.instant());
        } finally {
            reloading.unlock();
        }
    }

    private void reload() {
        ring = KeyRing.of(db.read(CALLER, SigningKeys::rows), clock.instant());
    }

    private static List<SigningKey> rows(Tx tx) {
        return tx.session()
                .createSelectionQuery("from SigningKey order by generation", SigningKey.class)
                .getResultList();
    }

    /**
     * Two processes may come here at once, each with a key of its own: the generation is unique, so
     * one of them wins and both use it.
     */
    private void create(int generation, Duration ahead) {
        KeyPair pair = generate();
        String kid = kid(pair);
        byte[] sealed = box.seal(pair.getPrivate().getEncoded(), kid);
        String winner =
                db.write(
                        CALLER,
                        tx -> {
                            insert(
                                    tx,
                                    generation,
                                    kid,
                                    pair.getPublic().getEncoded(),
                                    sealed,
                                    ahead);
                            return tx.session()
                                    .createSelectionQuery(
                                            "select kid from SigningKey where generation = :it",
                                            String.class)
                                    .setParameter("it", generation)
                                    .getSingleResult();
                        });
        if (winner.equals(kid)) {
            log.info(
                    "signing key created kid={} generation={} signs_in={}", kid, generation, ahead);
        }
    }

    private static void insert(
            Tx tx, int generation, String kid, byte[] publicKey, byte[] sealed, Duration ahead) {
        tx.session()
                .createMutationQuery(
                        """
                        insert into SigningKey
                          (generation, kid, publicKey, privateKey, createdAt, activeAt)
                        values (:generation, :kid, :public, :sealed, :now, :active)
                        on conflict do nothing
                        """)
                .setParameter("generation", generation)
                .setParameter("kid", kid)
                .setParameter("public", publicKey)
                .setParameter("sealed", sealed)
                .setParameter("now", tx.now())
                .setParameter("active", tx.now().plus(ahead))
                .executeUpdate();
    }

    private int forgetRetired(Tx tx) {
        List<Integer> gone =
                ring.entries().stream()
                        .filter(entry -> !entry.verifies(tx.now(), settings.lifetime()))
                        .map(entry -> entry.row().getGeneration())
                        .toList();
        return gone.isEmpty()
                ? 0
                : tx.session()
                        .createMutationQuery("delete SigningKey where generation in :gone")
                        .setParameter("gone", gone)
                        .executeUpdate();
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has RSA", e);
        }
    }

    private static String kid(KeyPair pair) {
        byte[] digest = Sha256.of(pair.getPublic().getEncoded());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest).substring(0, 16);
    }
}
