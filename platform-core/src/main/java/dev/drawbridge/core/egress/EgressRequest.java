package dev.drawbridge.core.egress;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.share.Tenant;
import java.net.URI;

/** A POST to be sent. The body's bytes go on the wire as they are. Immutable. */
public final class EgressRequest {

    private final Tenant tenant;
    private final URI target;
    private final Headers headers;
    private final byte[] body;

    /**
     * Describes a POST that counts to the site of its target.
     *
     * @param target where to; judged again before it is sent
     * @param headers the header fields, {@code Content-Type} among them
     * @param body the body
     */
    public EgressRequest(URI target, Headers headers, byte[] body) {
        this(new Tenant(Tenant.Kind.DEVELOPER, site(target)), target, headers, body);
    }

    /**
     * Describes a POST.
     *
     * @param tenant who wants it sent; its share of the threads that look names up is what it can use up
     * @param target where to; judged again before it is sent
     * @param headers the header fields, {@code Content-Type} among them
     * @param body the body
     */
    public EgressRequest(Tenant tenant, URI target, Headers headers, byte[] body) {
        this.tenant = tenant;
        this.target = target;
        this.headers = headers;
        this.body = body.clone();
    }

    private static String site(URI target) {
        return target.getHost() == null ? "" : Tenant.site(target.getHost());
    }

    /**
     * Returns who wants the request sent.
     *
     * @return the tenant
     */
    public Tenant tenant() {
        return tenant;
    }

    /**
     * Returns where the request goes.
     *
     * @return the URL
     */
    public URI target() {
        return target;
    }

    /**
     * Returns the header fields.
     *
     * @return the fields
     */
    public Headers headers() {
        return headers;
    }

    /**
     * Returns the body.
     *
     * @return a copy
     */
    public byte[] body() {
        return body.clone();
    }
}
