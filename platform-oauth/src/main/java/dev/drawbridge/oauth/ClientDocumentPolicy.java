package dev.drawbridge.oauth;

import dev.drawbridge.core.spi.app.AppSecurity;
import java.net.URI;
import java.util.Set;

/**
 * Decides about clients that describe themselves. Written by hosts; implementations are thread-safe, quick, and do not throw.
 */
@FunctionalInterface
public interface ClientDocumentPolicy {

    /** What becomes of a client. */
    enum Verdict {
        /** It may ask users for consent. */
        ALLOW,
        /** It may, but the consent page warns of it. */
        WARN,
        /** It is refused, and its document is not fetched. */
        DENY
    }

    /** Every client may ask: users see its host and that nobody reviewed it. */
    ClientDocumentPolicy ANY = clientId -> Verdict.ALLOW;

    /**
     * Judges a client by its id, before anything is fetched and on every consent page. Judge the host: whoever has it, has all
     * paths.
     *
     * @param clientId the URL of its document
     * @return what becomes of it
     */
    Verdict judge(URI clientId);

    /**
     * Judges that a client has other keys than when its document was read last. Default: allowed, because the document is the
     * client's own word about its keys.
     *
     * @param clientId the URL of its document
     * @param before what was known
     * @param after what the document says now
     * @return false to refuse the document; the client stays as it was known, until that is too old
     */
    default boolean acceptKeys(URI clientId, AppSecurity before, AppSecurity after) {
        return true;
    }

    /**
     * Lets in clients of certain hosts alone.
     *
     * @param hosts host names in lower case, compared whole: subdomains are other hosts
     * @return the policy
     */
    static ClientDocumentPolicy hosts(Set<String> hosts) {
        Set<String> allowed = Set.copyOf(hosts);
        return clientId -> allowed.contains(clientId.getHost()) ? Verdict.ALLOW : Verdict.DENY;
    }
}
