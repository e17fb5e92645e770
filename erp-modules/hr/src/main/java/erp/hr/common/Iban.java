package erp.hr.common;

/** International bank account numbers, ISO 13616. */
public final class Iban {
    public static final int LONGEST = 34;
    private static final java.util.regex.Pattern FORM =
            java.util.regex.Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}");

    private Iban() {}

    /** Whether it has the form, and check digits that are right (ISO 7064, MOD 97-10). */
    public static boolean isValid(String text) {
        if (!FORM.matcher(text).matches()) {
            return false;
        }
        String turned = text.substring(4) + text.substring(0, 4);
        int rest = 0;
        for (int i = 0; i < turned.length(); i++) {
            int value = Character.digit(turned.charAt(i), 36);
            rest = (rest * (value < 10 ? 10 : 100) + value) % 97;
        }
        return rest == 1;
    }
}
