package erp.crm.identity;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

import erp.core.ErpException;
import erp.crm.common.CrmError;

import org.jspecify.annotations.Nullable;

/** Phone numbers in one form: as E.164 has them. */
public final class Phones {
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    /** A plus and fifteen digits. */
    private static final int LONGEST = 16;

    private Phones() {}

    /**
     * {@code +4930123456} of {@code 030 / 12 34 56} in Germany. Throws INVALID_PARTY.
     *
     * @param country where the number is dialled that has no country's prefix
     */
    public static @Nullable String normal(
            @Nullable String number, @Nullable String country, String pointer) {
        if (number == null) {
            return null;
        }
        try {
            PhoneNumber parsed = NUMBERS.parse(number, country);
            String text = NUMBERS.format(parsed, PhoneNumberUtil.PhoneNumberFormat.E164);
            if (NUMBERS.isValidNumber(parsed)
                    && parsed.getExtension().isEmpty()
                    && text.length() <= LONGEST) {
                return text;
            }
        } catch (NumberParseException _) {
            // answered below, like a number that nobody can have
        }
        throw ErpException.field(
                CrmError.INVALID_PARTY,
                pointer,
                "phone",
                "must be a phone number that exists: with + and the country's prefix, or with the"
                        + " country beside it; without an extension");
    }
}
