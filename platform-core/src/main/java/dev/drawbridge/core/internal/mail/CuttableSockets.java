package dev.drawbridge.core.internal.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;

/**
 * The sockets of one send. Once they are cut, what waits on one of them fails, and no new one can be used: that is the end of
 * a send that no time limit of a single read would end. Thread-safe.
 */
public final class CuttableSockets extends SocketFactory {

    private final List<Socket> sockets = new ArrayList<>();
    private boolean cut;

    @Override
    public synchronized Socket createSocket() throws IOException {
        if (cut) {
            throw new IOException("The time for this mail is over");
        }
        Socket socket = new Socket();
        sockets.add(socket);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw unknownHere();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw unknownHere();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw unknownHere();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        throw unknownHere();
    }

    /** Closes all of them. */
    public synchronized void cut() {
        cut = true;
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is closed for us all the same.
                continue;
            }
        }
    }

    // The mail library connects by itself, with its time limit.
    private static UnknownHostException unknownHere() {
        return new UnknownHostException("Sockets are made unconnected");
    }
}
