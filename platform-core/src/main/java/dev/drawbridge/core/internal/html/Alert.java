package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;
import gg.jte.Content;

/** A message about the page or the last action, announced by assistive technology. Not thread-safe. */
public final class Alert implements Component {

    private final Tone tone;
    private final Html message;
    private String title = "";
    private Html action = Html.EMPTY;

    private Alert(Tone tone, Html message) {
        this.tone = tone;
        this.message = message;
    }

    /**
     * Begins a message that is good to know.
     *
     * @param text a sentence
     * @return the alert
     */
    public static Alert info(String text) {
        return new Alert(Tone.INFO, Html.text(text));
    }

    /**
     * Begins a message that something worked.
     *
     * @param text a sentence
     * @return the alert
     */
    public static Alert success(String text) {
        return new Alert(Tone.GOOD, Html.text(text));
    }

    /**
     * Begins a message that something needs attention.
     *
     * @param text a sentence
     * @return the alert
     */
    public static Alert warning(String text) {
        return new Alert(Tone.WARN, Html.text(text));
    }

    /**
     * Begins a message that something failed.
     *
     * @param text a sentence
     * @return the alert
     */
    public static Alert error(String text) {
        return new Alert(Tone.BAD, Html.text(text));
    }

    /**
     * Begins a message with markup of its own, for example a link.
     *
     * @param tone what it means
     * @param message phrasing content
     * @return the alert
     */
    public static Alert of(Tone tone, Content message) {
        return new Alert(tone, Components.render(message));
    }

    /**
     * Sets a bold line above the message.
     *
     * @param text a few words
     */
    public Alert title(String text) {
        this.title = text;
        return this;
    }

    /**
     * Sets what to do about it.
     *
     * @param content a link or an inline {@link Form}
     */
    public Alert action(Content content) {
        this.action = Components.render(content);
        return this;
    }

    /**
     * Renders the alert.
     *
     * @return the alert
     */
    @Override
    public Html render() {
        return Components.TEMPLATES.render("alert", this);
    }

    /** Errors interrupt, everything else waits until the reader pauses. */
    String role() {
        return tone == Tone.BAD ? "alert" : "status";
    }

    Tone tone() {
        return tone;
    }

    String title() {
        return title;
    }

    Html message() {
        return message;
    }

    Html action() {
        return action;
    }
}
