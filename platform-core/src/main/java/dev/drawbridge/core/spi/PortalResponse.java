package dev.drawbridge.core.spi;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.http.Response;

/** What a handler of the portal returns: a page that the shell puts into its frame, or a response as it is. */
public sealed interface PortalResponse permits PortalResponse.Page, PortalResponse.Raw {

    /**
     * The content of a page.
     *
     * @param status the HTTP status
     * @param title the page's title and first heading
     * @param content what is in the main landmark, below the heading
     */
    record Page(int status, String title, Html content) implements PortalResponse {}

    /**
     * A response without frame: JSON, a redirect.
     *
     * @param response the response
     */
    record Raw(Response response) implements PortalResponse {}

    /**
     * Makes a page.
     *
     * @param title the page's title and first heading
     * @param content what is in the main landmark
     * @return the response with status 200
     */
    static PortalResponse page(String title, Html content) {
        return new Page(200, title, content);
    }

    /**
     * Makes a page whose form has errors.
     *
     * @param title the page's title and first heading, shown with "Error:" before it in the title
     * @param content what is in the main landmark
     * @return the response with status 422
     */
    static PortalResponse invalid(String title, Html content) {
        return new Page(422, title, content);
    }

    /**
     * Makes a JSON response.
     *
     * @param status the HTTP status
     * @param value the body
     * @return the response
     */
    static PortalResponse json(int status, Object value) {
        return new Raw(Response.json(status, value));
    }

    /**
     * Makes a redirect by 303.
     *
     * @param location where to
     * @return the response
     */
    static PortalResponse seeOther(String location) {
        return new Raw(Response.seeOther(location));
    }
}
