package dev.drawbridge.core.internal.mail;

import java.net.URI;

/**
 * The words of a mail, written once for its plain and its HTML form. Immutable; the adding methods return copies.
 *
 * @param text the plain form so far
 * @param html the HTML form so far, everything variable escaped
 */
public record MailText(String text, String html) {

    /**
     * Begins a mail.
     *
     * @param greeting the first line
     * @return the beginning
     */
    public static MailText of(String greeting) {
        return new MailText("", "").paragraph(greeting);
    }

    /**
     * Adds a paragraph.
     *
     * @param words plain words, escaped for HTML
     * @return the longer mail
     */
    public MailText paragraph(String words) {
        return new MailText(text + words + "\n\n", html + "<p>" + escape(words) + "</p>\n");
    }

    /**
     * Adds a link on a line of its own; the plain form shows the address.
     *
     * @param label what the link does
     * @param target an absolute address of the platform itself
     * @return the longer mail
     */
    public MailText link(String label, URI target) {
        return new MailText(
                text + label + ":\n" + target + "\n\n",
                html + "<p><a href=\"" + escape(target.toString()) + "\">" + escape(label) + "</a></p>\n");
    }

    /** Leaves out the words: links in them are credentials. */
    @Override
    public String toString() {
        return "MailText[" + text.length() + " characters]";
    }

    private static String escape(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
