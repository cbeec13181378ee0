package dev.drawbridge.core.spi.site;

import java.net.URI;
import java.util.Optional;

/**
 * Pages of the host that headers and footers of the portal lead to. Each link is shown only if the host sets it. Immutable and
 * thread-safe; begin with {@link #NONE}.
 *
 * @param docs the documentation
 * @param reference the reference of the API
 * @param changelog what changed in the API
 * @param support where developers find help
 * @param status whether the API works now
 * @param terms the terms of service
 * @param privacy the privacy policy
 */
public record Links(
        Optional<URI> docs,
        Optional<URI> reference,
        Optional<URI> changelog,
        Optional<URI> support,
        Optional<URI> status,
        Optional<URI> terms,
        Optional<URI> privacy) {

    /** No link at all. */
    public static final Links NONE = new Links(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /**
     * Returns a copy with the documentation.
     *
     * @param page an absolute https address, a path of the same host, or for support a mailto address
     * @return the copy
     */
    public Links docs(URI page) {
        return new Links(Optional.of(page), reference, changelog, support, status, terms, privacy);
    }

    /**
     * Returns a copy with the reference of the API.
     *
     * @param page as in {@link #docs(URI)}
     * @return the copy
     */
    public Links reference(URI page) {
        return new Links(docs, Optional.of(page), changelog, support, status, terms, privacy);
    }

    /**
     * Returns a copy with the list of changes.
     *
     * @param page as in {@link #docs(URI)}
     * @return the copy
     */
    public Links changelog(URI page) {
        return new Links(docs, reference, Optional.of(page), support, status, terms, privacy);
    }

    /**
     * Returns a copy with the place where developers find help.
     *
     * @param page as in {@link #docs(URI)}
     * @return the copy
     */
    public Links support(URI page) {
        return new Links(docs, reference, changelog, Optional.of(page), status, terms, privacy);
    }

    /**
     * Returns a copy with the page that says whether the API works now.
     *
     * @param page as in {@link #docs(URI)}
     * @return the copy
     */
    public Links status(URI page) {
        return new Links(docs, reference, changelog, support, Optional.of(page), terms, privacy);
    }

    /**
     * Returns a copy with the terms of service.
     *
     * @param page as in {@link #docs(URI)}
     * @return the copy
     */
    public Links terms(URI page) {
        return new Links(docs, reference, changelog, support, status, Optional.of(page), privacy);
    }

    /**
     * Returns a copy with the privacy policy.
     *
     * @param page as in {@link #docs(URI)}
     * @return the copy
     */
    public Links privacy(URI page) {
        return new Links(docs, reference, changelog, support, status, terms, Optional.of(page));
    }
}
