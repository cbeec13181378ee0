package dev.drawbridge.core.http;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which origins' pages may call endpoints that programs call (CORS, Fetch §3.2). Immutable and thread-safe.
 *
 * <p>No endpoint under such a policy reads cookies and none allows credentials mode, so an origin that is let in can do
 * nothing that a program without a browser could not. The origin {@code null} (sandboxed frames, local files) is refused:
 * nobody can tell who that is.
 */
public final class CrossOrigin {

    /** Every origin that has a name. */
    public static final CrossOrigin ANY = new CrossOrigin(true, Set.of());

    /** No origin. */
    public static final CrossOrigin NONE = new CrossOrigin(false, Set.of());

    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.:\\[\\]-]+");
    private static final Pattern LOOPBACK = Pattern.compile("http://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?");

    private final boolean any;
    private final Set<String> origins;

    private CrossOrigin(boolean any, Set<String> origins) {
        this.any = any;
        this.origins = Set.copyOf(origins);
    }

    /**
     * Lets in these origins and no other.
     *
     * @param origins as browsers write them, for example {@code https://app.example}
     * @return the policy
     * @throws IllegalArgumentException if one is no origin
     */
    public static CrossOrigin of(String... origins) {
        for (String origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException(
                        "Write an origin as browsers do, scheme, host and port in lower case without a path: "
                                + origin);
            }
        }
        return new CrossOrigin(false, Set.of(origins));
    }

    /**
     * Judges the origins: anybody between the browser and a page over http can put any script into that page.
     *
     * @param setting the name of the setting, for the messages
     * @param development whether http is allowed everywhere, not on loopback hosts only
     * @return what is wrong, one line each
     */
    public List<String> problems(String setting, boolean development) {
        return origins.stream()
                .filter(origin -> origin.startsWith("http:")
                        && !development
                        && !LOOPBACK.matcher(origin).matches())
                .sorted()
                .map(origin -> setting + ": use https for " + origin + ". Its pages could be anybody's.")
                .toList();
    }

    /** Tells whether no origin at all is let in. */
    boolean isNone() {
        return !any && origins.isEmpty();
    }

    boolean allows(Request request) {
        List<String> sent = request.headers().all("Origin");
        return sent.size() == 1 && !sent.get(0).equals("null") && (any || origins.contains(sent.get(0)));
    }

    /** The value of {@code Access-Control-Allow-Origin} for a request that is let in. */
    String allowed(Request request) {
        return any ? "*" : request.header("Origin").orElseThrow();
    }
}
