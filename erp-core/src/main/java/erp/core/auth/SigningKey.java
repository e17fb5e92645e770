package erp.core.auth;

import erp.core.CannotStart;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;

/** A key pair as it lies in the database, the private half sealed. */
@Entity
@Table(name = "core_signing_key")
class SigningKey {
    @Id private int generation;
    private String kid;
    private byte[] publicKey;
    private byte[] privateKey;
    private Instant createdAt;
    private Instant activeAt;

    protected SigningKey() {}

    int getGeneration() {
        return generation;
    }

    String getKid() {
        return kid;
    }

    Instant getActiveAt() {
        return activeAt;
    }

    RSAPublicKey open() {
        try {
            return (RSAPublicKey)
                    KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(publicKey));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("core_signing_key " + kid + " is no RSA key", e);
        }
    }

    PrivateKey unseal(SecretBox box) {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(box.open(privateKey, kid)));
        } catch (GeneralSecurityException e) {
            throw new CannotStart(
                    "core_signing_key "
                            + kid
                            + " was sealed with another ERP_SECRET: all processes on one database"
                            + " need the same",
                    e);
        }
    }
}
