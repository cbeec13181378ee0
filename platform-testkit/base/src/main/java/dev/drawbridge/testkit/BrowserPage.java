package dev.drawbridge.testkit;

import dev.drawbridge.core.http.Response;
import java.net.URI;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What a {@link Browser} got: the response and, if it is a page, what is on it. Immutable. */
public final class BrowserPage {

    private static final String LOG_OUT = "/developers/logout";

    private final Browser browser;
    private final String path;
    private final Response response;
    private final Document document;

    BrowserPage(Browser browser, String path, Response response) {
        this.browser = browser;
        this.path = path;
        this.response = response;
        this.document = Jsoup.parse(response.text(), browser.origin() + path);
    }

    /**
     * Returns the address.
     *
     * @return path and query
     */
    public String path() {
        return path;
    }

    /**
     * Returns the response.
     *
     * @return the response
     */
    public Response response() {
        return response;
    }

    /**
     * Returns the status.
     *
     * @return the HTTP status
     */
    public int status() {
        return response.status();
    }

    /**
     * Returns where a redirect goes.
     *
     * @return the header as it was sent
     * @throws AssertionError if it is no redirect
     */
    public String location() {
        return response.header("Location")
                .orElseThrow(
                        () -> new AssertionError(path + " returned " + status() + " without Location:\n" + text()));
    }

    /**
     * Follows redirects until a page comes; redirects to other origins are an error.
     *
     * @return the page
     */
    public BrowserPage follow() {
        BrowserPage page = this;
        for (int hops = 0; page.status() / 100 == 3; hops++) {
            if (hops == 10) {
                throw new AssertionError("More than 10 redirects from " + path);
            }
            page = browser.follow(page.resolve(page.location()));
        }
        return page;
    }

    /**
     * Returns the document's title.
     *
     * @return the text
     */
    public String title() {
        return document.title();
    }

    /**
     * Returns the first-level heading.
     *
     * @return the text, empty if there is none
     */
    public String heading() {
        return document.select("h1").text();
    }

    /**
     * Returns what people read between header and footer.
     *
     * @return the text
     */
    public String text() {
        Element main = document.selectFirst("main");
        return main == null ? document.text() : main.text();
    }

    /**
     * Finds elements.
     *
     * @param css a CSS selector
     * @return their texts
     */
    public List<String> texts(String css) {
        return document.select(css).eachText();
    }

    /**
     * Finds attributes.
     *
     * @param css a CSS selector
     * @param attribute the attribute's name
     * @return its values, those of elements without it left out
     */
    public List<String> attributes(String css, String attribute) {
        return document.select(css).eachAttr(attribute);
    }

    /**
     * Counts elements.
     *
     * @param css a CSS selector
     * @return how many match
     */
    public int count(String css) {
        return document.select(css).size();
    }

    /**
     * Returns the value of a field or copy field.
     *
     * @param label the label's text
     * @return the value
     * @throws AssertionError if there is no such field
     */
    public String valueOf(String label) {
        for (Element candidate : document.select("label[for]")) {
            if (candidate.text().equals(label)) {
                Element input = document.getElementById(candidate.attr("for"));
                if (input != null) {
                    return input.val();
                }
            }
        }
        throw new AssertionError("No field labelled '" + label + "' on " + path + ":\n" + text());
    }

    /**
     * Follows a link.
     *
     * @param label its text
     * @return the page behind it
     * @throws AssertionError if there is no such link
     */
    public BrowserPage click(String label) {
        return document.select("a[href]").stream()
                .filter(link -> link.text().equals(label))
                .findFirst()
                .map(link -> browser.follow(resolve(link.attr("href"))))
                .orElseThrow(() -> new AssertionError("No link '" + label + "' on " + path + ":\n" + text()));
    }

    /**
     * Returns the one form of the page, the one that logs out aside.
     *
     * @return the form
     * @throws AssertionError if there is none or more than one
     */
    public BrowserForm form() {
        List<Element> forms = document.select("form").stream()
                .filter(form -> !form.attr("action").equals(LOG_OUT))
                .toList();
        if (forms.size() != 1) {
            throw new AssertionError(forms.size() + " forms on " + path + " (" + status() + "):\n" + text());
        }
        return new BrowserForm(this, forms.get(0));
    }

    /**
     * Returns a form by where it goes.
     *
     * @param action the path without query
     * @return the first such form
     * @throws AssertionError if there is none
     */
    public BrowserForm form(String action) {
        return document.select("form").stream()
                .filter(form -> pathOf(form.attr("action")).equals(action))
                .findFirst()
                .map(form -> new BrowserForm(this, form))
                .orElseThrow(() ->
                        new AssertionError("No form to " + action + " on " + path + " (" + status() + "):\n" + text()));
    }

    /** Shows address and status. */
    /**
     * Returns the form that has a field, on a page with several forms.
     *
     * @param field the field's name
     * @return the first such form
     * @throws AssertionError if there is none
     */
    public BrowserForm formWith(String field) {
        return document.select("form").stream()
                .filter(form -> !form.getElementsByAttributeValue("name", field).isEmpty())
                .findFirst()
                .map(form -> new BrowserForm(this, form))
                .orElseThrow(() -> new AssertionError(
                        "No form with " + field + " on " + path + " (" + status() + "):\n" + text()));
    }

    @Override
    public String toString() {
        return path + " (" + status() + ")";
    }

    Browser browser() {
        return browser;
    }

    Document document() {
        return document;
    }

    String resolve(String reference) {
        return URI.create(browser.origin() + path).resolve(reference).toString();
    }

    private String pathOf(String action) {
        return action.isEmpty()
                ? URI.create(path).getRawPath()
                : URI.create(resolve(action)).getRawPath();
    }
}
