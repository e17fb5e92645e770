package erp.users;

import erp.core.ErpException;
import erp.core.party.Companies;
import erp.core.tx.Tx;
import erp.users.common.UsersError;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * By which names people sign in. They are unique over all companies, but nobody learns from a name
 * whether another company has a user of it: whoever administers a company alone gives names that
 * begin with its code, {@code north/anna}, and so can meet none but their own. The first company's
 * users have plain names, as have those whom its administrators make for others, as long as these
 * are free.
 */
final class SignInNames {
    private static final char SEPARATOR = '/';
    private static final int MAX_LENGTH = 100;

    private final Companies companies;

    SignInNames(Companies companies) {
        this.companies = companies;
    }

    /**
     * The name that a new user of the transaction's company signs in with. Throws {@code
     * USERNAME_TAKEN} where that company has the name.
     *
     * @param name as {@link Credentials#username} makes it
     * @param from the company of whoever makes the user
     */
    String choose(Tx tx, String name, UUID from) {
        String code = companies.code(tx, tx.companyId());
        String qualified = qualified(code, name);
        if (new UsersQueries_(tx.session()).named(List.of(name, qualified)) > 0) {
            throw ErpException.field(
                    UsersError.USERNAME_TAKEN, "/username", "unique", "is another user's");
        }
        if (from.equals(companies.home(tx)) && !Credentials.isTaken(tx, name)) {
            return name;
        }
        if (qualified.length() > MAX_LENGTH) {
            throw ErpException.field(
                    erp.core.CoreError.INVALID_REQUEST,
                    "/username",
                    "size",
                    "must have at most "
                            + (MAX_LENGTH - code.length() - 1)
                            + " characters in this company");
        }
        return qualified;
    }

    /**
     * The whole name of who typed this one.
     *
     * @param company the code of the user's company
     */
    static String typed(Tx tx, String name, String company) {
        String username = Credentials.username(name);
        String code = company.strip();
        String qualified = qualified(code, username);
        return Credentials.named(tx, code.toUpperCase(Locale.ROOT), List.of(username, qualified))
                .orElse(qualified);
    }

    /** The name without its company. */
    static String bare(String username) {
        return username.substring(username.indexOf(SEPARATOR) + 1);
    }

    private static String qualified(String code, String name) {
        return code.toLowerCase(Locale.ROOT) + SEPARATOR + name;
    }
}
