package dev.drawbridge.core.html;

/**
 * An entry of the navigation between the pages about one thing.
 *
 * @param title one or two words
 * @param path the page's full path
 */
public record Tab(String title, String path) {}
