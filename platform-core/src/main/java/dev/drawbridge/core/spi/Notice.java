package dev.drawbridge.core.spi;

import dev.drawbridge.core.model.AppId;

/**
 * Something about an app that its developer should look at, shown on the dashboard and on the app's overview.
 *
 * @param app which app
 * @param text one sentence, which does not name the app
 * @param path where to act, below the app's page, for example {@code /credentials}
 * @param action what the link there says, a verb with its object, for example "Replace the secret"; empty for "View"
 * @param broken whether something does not work any more, rather than soon
 */
public record Notice(AppId app, String text, String path, String action, boolean broken) {

    /**
     * Makes a notice of something that will need attention.
     *
     * @param app which app
     * @param text one sentence, which does not name the app
     * @param path where to act, below the app's page
     */
    public Notice(AppId app, String text, String path) {
        this(app, text, path, "", false);
    }
}
