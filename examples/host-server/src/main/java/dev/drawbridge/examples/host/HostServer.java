package dev.drawbridge.examples.host;

/** Starts Fieldwork, the example host. */
public final class HostServer {

    private HostServer() {}

    /**
     * Starts the server.
     *
     * @param args unused
     */
    public static void main(String[] args) {
        System.out.println("Ready:");
    }
}
