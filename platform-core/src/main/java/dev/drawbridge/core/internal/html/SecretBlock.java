package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.model.Secret;
import gg.jte.Content;
import java.util.ArrayList;
import java.util.List;

/** Credentials that are shown once, with the warning that says so. Not thread-safe. */
public final class SecretBlock implements Component {

    private final String warning;
    private final List<Content> values = new ArrayList<>();
    private int count;

    private SecretBlock(String warning) {
        this.warning = warning;
    }

    /**
     * Begins a block.
     *
     * @param warning why to store it now, for example "This is the only time the secret is shown."
     * @return the block
     */
    public static SecretBlock of(String warning) {
        return new SecretBlock(warning);
    }

    /**
     * Adds a value that is no secret, for example the client ID.
     *
     * @param label what it is
     * @param value the value
     */
    public SecretBlock add(String label, String value) {
        values.add(Components.copyField("credential-" + ++count, label, value));
        return this;
    }

    /**
     * Adds the secret.
     *
     * @param label what it is
     * @param secret the secret
     */
    public SecretBlock add(String label, Secret secret) {
        values.add(Components.copyLines("credential-" + ++count, label, secret.reveal()));
        return this;
    }

    /**
     * Renders the block.
     *
     * @return the block
     */
    @Override
    public Html render() {
        return Components.TEMPLATES.render("secret", this);
    }

    String warning() {
        return warning;
    }

    List<Content> values() {
        return values;
    }
}
