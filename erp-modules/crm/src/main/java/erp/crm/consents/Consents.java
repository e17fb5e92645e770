package erp.crm.consents;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/** What somebody said last of each channel; the history of it is in {@link Consent}. */
@Embeddable
public class Consents {
    @Enumerated(EnumType.STRING)
    @Column(name = "email_consent")
    private ConsentState email = ConsentState.UNKNOWN;

    @Enumerated(EnumType.STRING)
    @Column(name = "phone_consent")
    private ConsentState phone = ConsentState.UNKNOWN;

    @Enumerated(EnumType.STRING)
    @Column(name = "post_consent")
    private ConsentState post = ConsentState.UNKNOWN;

    public Consents() {}

    public ConsentState of(Channel channel) {
        return switch (channel) {
            case EMAIL -> email;
            case PHONE -> phone;
            case POST -> post;
        };
    }

    void set(Channel channel, ConsentState state) {
        switch (channel) {
            case EMAIL -> email = state;
            case PHONE -> phone = state;
            case POST -> post = state;
        }
    }

    /** Nothing is known any more: it is another's. */
    void clear() {
        for (Channel channel : Channel.values()) {
            set(channel, ConsentState.UNKNOWN);
        }
    }

    public View view() {
        return new View(email, phone, post);
    }

    /** What somebody said last, as callers see it. */
    public record View(ConsentState email, ConsentState phone, ConsentState post) {}
}
