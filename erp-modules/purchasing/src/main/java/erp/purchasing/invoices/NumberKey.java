package erp.purchasing.invoices;

/**
 * What of a supplier's number decides whether it is the same: letters and digits alone, so that "RE
 * 17/04" typed as "re-17-04" is not paid a second time.
 */
public final class NumberKey {
    private NumberKey() {}

    public static String of(String number) {
        StringBuilder key = new StringBuilder();
        number.codePoints()
                .map(Character::toUpperCase) // one for one: a whole text may become longer
                .filter(Character::isLetterOrDigit)
                .forEach(key::appendCodePoint);
        return key.isEmpty() ? number : key.toString();
    }
}
