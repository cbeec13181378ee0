package dev.drawbridge.examples.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.Executors;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.util.BigIntegers;

/**
 * What nobody who responds over HTTP with a signed token can go below: the JDK's server gives each body back with one ES256
 * signature by Bouncy Castle. No routing, no database.
 */
public final class FloorServer {

    private static final int THREADS = 64;
    private static final int HALF = 32;

    private final ECPrivateKeyParameters key;

    private FloorServer() {
        X9ECParameters curve = CustomNamedCurves.getByName("secp256r1");
        // Any scalar costs the same.
        this.key = new ECPrivateKeyParameters(
                curve.getN().shiftRight(1),
                new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN(), curve.getH()));
    }

    /**
     * Starts the server on a free port and prints where it is.
     *
     * @param arguments none
     * @throws IOException if no port is free
     */
    public static void main(String[] arguments) throws IOException {
        // As the example host does: JDK 17 delays each keep-alive response by 40 ms otherwise.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(THREADS));
        FloorServer floor = new FloorServer();
        server.createContext("/", floor::echo);
        server.start();
        System.out.println(
                ServerProcess.READY + "http://localhost:" + server.getAddress().getPort());
    }

    private void echo(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String signed = new String(body, StandardCharsets.UTF_8) + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(sign(body));
            byte[] response = signed.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, response.length);
            exchange.getResponseBody().write(response);
        }
    }

    private byte[] sign(byte[] body) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(SHA256Digest.newInstance()));
        signer.init(true, key);
        BigInteger[] numbers = signer.generateSignature(Digests.sha256(body));
        byte[] signature = new byte[2 * HALF];
        BigIntegers.asUnsignedByteArray(numbers[0], signature, 0, HALF);
        BigIntegers.asUnsignedByteArray(numbers[1], signature, HALF, HALF);
        return signature;
    }
}
