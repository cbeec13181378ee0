package dev.drawbridge.core.html;

/**
 * What a page says and what is around it. Immutable.
 *
 * @param status the HTTP status; with 422 the title begins with "Error:"
 * @param title the document's title and the first heading
 * @param content what is in the main landmark, below the heading
 * @param chrome what is around it
 */
public record Page(int status, String title, Html content, Chrome chrome) {}
