package dev.drawbridge.oauth.internal.text;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Texts that developers write about their apps, made harmless before anybody sees them. */
public final class AppTexts {

    private static final Pattern BIDI_AND_INVISIBLE = Pattern.compile(
            "[\\u061C\\u180E\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060\\u2066-\\u2069\\uFEFF\\uFFF9-\\uFFFB]");

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

    private static final Pattern CONTROL_BUT_LINES = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]");

    private static final int MAX_EMAIL = 254;

    private static final Pattern EMAIL = Pattern.compile(
            "[^\\s@<>(),;:\\\\\"\\[\\]\\p{C}]{1,64}@[^\\s@<>(),;:\\\\\"\\[\\]\\p{C}]+\\.[^\\s@.\\p{C}<>]{2,}");

    private AppTexts() {}

    /**
     * Cleans what people cannot see: composed characters, single spaces, nothing that turns the reading direction.
     *
     * @param name as typed
     * @return the name as stored and shown
     */
    public static String cleanName(String name) {
        String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
        String visible = BIDI_AND_INVISIBLE.matcher(composed).replaceAll("");
        String spaced = SPACES.matcher(visible).replaceAll(" ");
        return CONTROL.matcher(spaced).replaceAll("").strip();
    }

    /** Returns a description in composed form (NFC), without what nobody sees; its lines stay. */
    public static String cleanDescription(String text) {
        String lines = Normalizer.normalize(text, Normalizer.Form.NFC).replace("\r\n", "\n");
        String visible = BIDI_AND_INVISIBLE.matcher(lines).replaceAll("");
        return CONTROL_BUT_LINES.matcher(visible).replaceAll("").strip();
    }

    /** Tells whether a text is an address that a mail can be sent to. */
    public static boolean isEmail(String text) {
        return text.length() <= MAX_EMAIL && EMAIL.matcher(text).matches();
    }
}
