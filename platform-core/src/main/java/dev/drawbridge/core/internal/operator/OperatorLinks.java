package dev.drawbridge.core.internal.operator;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Links between the pages of a list. */
public final class OperatorLinks {

    private static final String CURSOR = "cursor";

    private OperatorLinks() {}

    /**
     * Returns the link to the next page of a list, with the same filters.
     *
     * @param request the request of this page
     * @param next the cursor of the next page, or null on the last one
     * @return the link, or empty on the last page
     */
    public static String older(Request request, @Nullable String next) {
        if (next == null) {
            return "";
        }
        Parameters query = request.query();
        Set<String> filters = new LinkedHashSet<>(query.names());
        filters.remove(CURSOR);
        return request.path() + "?"
                + Stream.concat(
                                filters.stream().map(name -> encoded(name) + "=" + encoded(query.text(name))),
                                Stream.of(CURSOR + "=" + encoded(next)))
                        .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
