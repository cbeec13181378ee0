package dev.drawbridge.oauth.internal.assertion;

/** That a request comes from a client; comes from {@link AssertionVerifier} only. Immutable. */
public final class ProvenClient implements AssertionOutcome {

    private final String clientId;

    ProvenClient(String clientId) {
        this.clientId = clientId;
    }

    /**
     * Returns which client it is.
     *
     * @return its id
     */
    public String clientId() {
        return clientId;
    }

    @Override
    public String toString() {
        return "ProvenClient[" + clientId + "]";
    }
}
