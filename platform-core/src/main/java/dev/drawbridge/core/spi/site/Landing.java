package dev.drawbridge.core.spi.site;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the portal's start page says of the host's API. Everything that is not given is absent or derived from the catalogs of
 * scopes and events and from the host's tiers: the page claims nothing by itself. Immutable and thread-safe.
 *
 * <pre>{@code
 * Landing.of("Build the tools field service teams are missing", "Read and write tickets and jobs for any company.")
 *         .facts(List.of("Test company with sample data", "OpenAPI 3.1"))
 *         .sample("curl", "curl https://api.example/v1/tickets", "HTTP/1.1 200 OK")
 *         .tile("Reporting", "A machine app that exports every night.", List.of("invoices.read"));
 * }</pre>
 *
 * @param headline the first heading, 9 words at most read best
 * @param lead what one can do, in 30 words at most
 * @param eyebrow a few words above the headline, possibly empty
 * @param facts up to 4 short facts below the buttons
 * @param samples the same request in several languages, each with its response; the first one is shown
 * @param tiles what others build
 */
public record Landing(
        String headline, String lead, String eyebrow, List<String> facts, List<Sample> samples, List<Tile> tiles) {

    /** The most facts, samples or tiles. */
    public static final int MOST = 6;

    /**
     * A request and its response.
     *
     * @param language its name, for example {@code curl}
     * @param request the code
     * @param response what comes back, possibly empty
     */
    public record Sample(String language, String request, String response) {}

    /**
     * Something that can be built.
     *
     * @param title a few words
     * @param text a sentence
     * @param words the scopes and events that it takes
     * @param recipe where it is described
     */
    public record Tile(String title, String text, List<String> words, Optional<URI> recipe) {

        /** Copies the words. */
        public Tile {
            words = List.copyOf(words);
        }
    }

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if headline or lead are blank, or a list has more than {@value #MOST} entries
     */
    public Landing {
        if (headline.isBlank() || lead.isBlank()) {
            throw new IllegalArgumentException("A landing page needs a headline and a lead");
        }
        facts = limited("facts", facts);
        samples = limited("samples", samples);
        tiles = limited("tiles", tiles);
    }

    /**
     * Begins with the two sentences that a page needs.
     *
     * @param headline the first heading
     * @param lead what one can do
     * @return the landing page
     */
    public static Landing of(String headline, String lead) {
        return new Landing(headline, lead, "", List.of(), List.of(), List.of());
    }

    /**
     * Returns a copy with a few words above the headline.
     *
     * @param words for example "Fieldwork API"
     * @return the copy
     */
    public Landing eyebrow(String words) {
        return new Landing(headline, lead, words, facts, samples, tiles);
    }

    /**
     * Returns a copy with facts below the buttons.
     *
     * @param lines a few words each
     * @return the copy
     */
    public Landing facts(List<String> lines) {
        return new Landing(headline, lead, eyebrow, lines, samples, tiles);
    }

    /**
     * Returns a copy with one more sample.
     *
     * @param language its name
     * @param request the code
     * @param response what comes back, possibly empty
     * @return the copy
     */
    public Landing sample(String language, String request, String response) {
        return new Landing(
                headline, lead, eyebrow, facts, with(samples, new Sample(language, request, response)), tiles);
    }

    /**
     * Returns a copy with one more thing that can be built.
     *
     * @param title a few words
     * @param text a sentence
     * @param words the scopes and events that it takes
     * @return the copy
     */
    public Landing tile(String title, String text, List<String> words) {
        return tile(new Tile(title, text, words, Optional.empty()));
    }

    /**
     * Returns a copy with one more thing that can be built.
     *
     * @param tile what
     * @return the copy
     */
    public Landing tile(Tile tile) {
        return new Landing(headline, lead, eyebrow, facts, samples, with(tiles, tile));
    }

    private static <T> List<T> with(List<T> before, T last) {
        List<T> all = new ArrayList<>(before);
        all.add(last);
        return all;
    }

    private static <T> List<T> limited(String what, List<T> values) {
        if (values.size() > MOST) {
            throw new IllegalArgumentException("A landing page has at most " + MOST + " " + what);
        }
        return List.copyOf(values);
    }
}
