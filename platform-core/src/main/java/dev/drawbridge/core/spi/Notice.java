package dev.drawbridge.core.spi;

import dev.drawbridge.core.model.AppId;

/**
 * Something about an app that its developer should look at, shown on the dashboard.
 *
 * @param app which app
 * @param text one sentence
 * @param path where to act, below the app's page, for example {@code /credentials}
 */
public record Notice(AppId app, String text, String path) {}
