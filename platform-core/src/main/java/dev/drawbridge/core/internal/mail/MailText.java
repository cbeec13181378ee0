package dev.drawbridge.core.internal.mail;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The words of a mail, in parts; {@link MailTemplate} makes its plain and its HTML form of them. Immutable; the adding methods
 * return copies.
 *
 * @param greeted the recipient's name, empty to greet nobody: a mail that strangers can cause must not carry their words
 * @param parts from top to bottom; the first one is what inboxes show beside the subject
 * @param origin who caused it, or null if the platform did by itself
 * @param why why the recipient gets it, a sentence
 */
public record MailText(
        String greeted, List<Part> parts, @Nullable MailOrigin origin, String why) {

    /** Copies the parts. */
    public MailText {
        parts = List.copyOf(parts);
    }

    /** A part of a mail. */
    public sealed interface Part {

        /**
         * A paragraph.
         *
         * @param words plain words
         */
        record Words(String words) implements Part {}

        /**
         * A line of details about the paragraph before it.
         *
         * @param words plain words
         */
        record Details(String words) implements Part {}

        /**
         * What the recipient is to do next; a mail has one at most.
         *
         * @param label what it does
         * @param target an absolute address of the platform itself
         */
        record Button(String label, URI target) implements Part {}

        /**
         * Another place to go.
         *
         * @param label what is there
         * @param target an absolute address of the platform itself
         */
        record Link(String label, URI target) implements Part {}
    }

    /**
     * Begins a mail.
     *
     * @param first the first sentence, which inboxes show beside the subject
     * @return the beginning
     */
    public static MailText of(String first) {
        return new MailText("", List.of(new Part.Words(first)), null, "");
    }

    /**
     * Greets the recipient.
     *
     * @param name how they are called; empty for no greeting
     * @return the mail with a greeting
     */
    public MailText greeting(String name) {
        return new MailText(name, parts, origin, why);
    }

    /**
     * Adds a paragraph.
     *
     * @param words plain words
     * @return the longer mail
     */
    public MailText paragraph(String words) {
        return with(new Part.Words(words));
    }

    /**
     * Adds details about the paragraph before.
     *
     * @param words plain words
     * @return the longer mail
     */
    public MailText details(String words) {
        return with(new Part.Details(words));
    }

    /**
     * Adds what to do next; the address is below it too.
     *
     * @param label what it does
     * @param target an absolute address of the platform itself
     * @return the longer mail
     */
    public MailText button(String label, URI target) {
        return with(new Part.Button(label, target));
    }

    /**
     * Adds a link on a line of its own; the plain form shows the address.
     *
     * @param label what the link does
     * @param target an absolute address of the platform itself
     * @return the longer mail
     */
    public MailText link(String label, URI target) {
        return with(new Part.Link(label, target));
    }

    /**
     * Says who caused the mail: when, from where, with which browser.
     *
     * @param value from where
     * @return the mail with its origin
     */
    public MailText origin(@Nullable MailOrigin value) {
        return new MailText(greeted, parts, value, why);
    }

    /**
     * Says why the recipient gets it.
     *
     * @param sentence a sentence
     * @return the mail with its reason
     */
    public MailText why(String sentence) {
        return new MailText(greeted, parts, origin, sentence);
    }

    private MailText with(Part part) {
        List<Part> more = new ArrayList<>(parts);
        more.add(part);
        return new MailText(greeted, more, origin, why);
    }

    /** Leaves out the words: links in them are credentials. */
    @Override
    public String toString() {
        return "MailText[" + parts.size() + " parts]";
    }
}
