package dev.drawbridge.core.spi;

/**
 * What a page says about the action that led to it, once: "Settings saved." The constants of an enum; a panel names its own
 * in {@link AppPanel#flashes()}.
 *
 * <p>A browser carries the code and the name of the thing from the action to the page, sealed; never the sentence.
 */
public interface FlashMessage {

    /**
     * Returns what the message is called.
     *
     * @return lower-case words with hyphens, unique in the portal, for example {@code settings-saved}
     */
    String code();

    /**
     * Returns the message, in the language of whoever reads the page.
     *
     * @param subject the name of the thing that was acted on, as plain text, possibly empty
     * @return a sentence, as plain text
     */
    String sentence(String subject);
}
