package dev.drawbridge.core.internal.egress;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.spi.store.Tenant;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A POST to be sent. The body's bytes are sent as they are. Immutable. */
public final class EgressRequest {

    private final Tenant tenant;
    private final URI target;
    private final Headers headers;
    private final byte[] body;
    private final @Nullable String group;

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
        this(tenant, target, headers, body.clone(), null);
    }

    private EgressRequest(Tenant tenant, URI target, Headers headers, byte[] body, @Nullable String group) {
        this.tenant = tenant;
        this.target = target;
        this.headers = headers;
        this.body = body;
        this.group = group;
    }

    /**
     * Lets a connection wait for the next request of a group, for some seconds. Requests of other groups never get it. If
     * the receiver closes it meanwhile and no response comes, the request is sent once more, on a new connection: a receiver
     * must be able to tell that it knows it already.
     *
     * @param name the group: everything in it is for one receiver and of one tenant
     * @return the same request, in the group
     */
    public EgressRequest keptFor(String name) {
        return new EgressRequest(tenant, target, headers, body, name);
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
     * Returns whose connections it may use.
     *
     * @return the group; empty for a connection of its own
     */
    public Optional<String> group() {
        return Optional.ofNullable(group);
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
