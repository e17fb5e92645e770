package erp.core.http;

import erp.core.listing.Listing;
import erp.core.tx.Tx;

import java.util.Map;

/** What an endpoint does, and how it wants to be run. */
public sealed interface Handler<B> {
    record Read<B>(InTx<B> work) implements Handler<B> {}

    record Write<B>(Preparation<B> preparation, boolean isPrepared) implements Handler<B> {}

    record NoTx<B>(Plain<B> work) implements Handler<B> {}

    /** Runs inside the request's one transaction; may be run again from the start. */
    @FunctionalInterface
    public interface InTx<B> {
        Reply apply(Tx tx, Call<B> call);
    }

    /** Does what must not hold a transaction open; answers what runs inside it afterwards. */
    public interface Preparation<B> {
        InTx<B> apply(Call<B> call);
    }

    /** Runs without a transaction and opens its own where it needs one. */
    @FunctionalInterface
    public interface Plain<B> {
        Reply apply(Call<B> call);
    }

    /** What a list always keeps to, such as the document that the path names. */
    @FunctionalInterface
    public interface Scope<B> {
        /** Values of what {@link Listing.Draft#within} names. */
        Map<String, ?> of(Tx tx, Call<B> call);
    }
}
