package dev.drawbridge.core.spi;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.html.Page.Head;
import dev.drawbridge.core.http.Response;

/** What a handler of the portal returns: a page that the shell puts into its frame, or a response as it is. */
public sealed interface PortalResponse permits PortalResponse.Page, PortalResponse.Done, PortalResponse.Raw {

    /**
     * The content of a page.
     *
     * @param status the HTTP status
     * @param title the page's title and first heading
     * @param content what is in the main landmark, below the heading
     * @param head what is beside the heading
     */
    record Page(int status, String title, Html content, Head head) implements PortalResponse {

        /**
         * Makes a page with nothing beside its heading.
         *
         * @param status the HTTP status
         * @param title the page's title and first heading
         * @param content what is in the main landmark, below the heading
         */
        public Page(int status, String title, Html content) {
            this(status, title, content, Head.NONE);
        }
    }

    /**
     * The end of an action: a redirect by 303 to a page that says once what was done.
     *
     * @param location where to
     * @param message what the next page says
     * @param subject the name of the thing that was acted on, possibly empty
     */
    record Done(String location, FlashMessage message, String subject) implements PortalResponse {}

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
     * Makes a page with something beside its heading.
     *
     * @param title the page's title and first heading
     * @param content what is in the main landmark
     * @param head badge, facts, actions, and the pages between the tab and this page
     * @return the response with status 200
     */
    static PortalResponse page(String title, Html content, Head head) {
        return new Page(200, title, content, head);
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
     * Ends an action: redirects by 303 to a page that says once what was done.
     *
     * @param location where to
     * @param message what the next page says
     * @param subject the name of the thing that was acted on, possibly empty
     * @return the response
     */
    static PortalResponse done(String location, FlashMessage message, String subject) {
        return new Done(location, message, subject);
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
