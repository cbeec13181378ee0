package dev.drawbridge.core.internal.http;

import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;

/** Handlers that take larger bodies than others do. */
public final class LargeBodies {

    private LargeBodies() {}

    /**
     * Lets a handler take bodies of a size of its own.
     *
     * @param most bytes
     * @param handler what responds
     * @return the same with that limit
     */
    public static Handler upTo(int most, Handler handler) {
        return new Handler() {
            @Override
            public Response handle(Request request) {
                return handler.handle(request);
            }

            @Override
            public int maxBodyBytes(Request request) {
                return most;
            }
        };
    }
}
