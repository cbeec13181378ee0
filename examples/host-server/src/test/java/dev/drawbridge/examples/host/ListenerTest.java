package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fieldwork over https, as scanners of TLS look at it. */
class ListenerTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    Path folder;

    @Test
    @DisplayName("TLS 1.2 has ECDHE with AES-GCM alone, TLS 1.3 works, older ones do not, and https says so by HSTS")
    void offers() throws Exception {
        Path keystore = keystore();
        SSLContext context = trusting(keystore);
        Map<String, String> variables = new HashMap<>(TestDatabase.h2File(folder));
        variables.put("PORT", "0");
        variables.put("MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        variables.put("TLS_KEYSTORE", keystore.toString());
        variables.put("TLS_KEYSTORE_PASSWORD", PASSWORD);
        try (HostServer host = HostServer.start(variables)) {
            URI url = host.localUrl();
            TreeSet<String> taken = new TreeSet<>();
            for (String suite : context.getSupportedSSLParameters().getCipherSuites()) {
                if (suite.contains("_WITH_") && handshakes(context, url, "TLSv1.2", suite)) {
                    taken.add(suite);
                }
            }
            assertThat(taken)
                    .isNotEmpty()
                    .allMatch(suite -> suite.matches("TLS_ECDHE_(RSA|ECDSA)_WITH_AES_(128|256)_GCM_SHA(256|384)"));
            assertThat(handshakes(context, url, "TLSv1.3", "TLS_AES_128_GCM_SHA256"))
                    .isTrue();
            assertThat(handshakes(context, url, "TLSv1.1", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"))
                    .isFalse();
            for (String path : List.of("/healthz", "/developers", "/api/v1/leads", "/nothing")) {
                HttpResponse<String> response = HttpClient.newBuilder()
                        .sslContext(context)
                        .build()
                        .send(HttpRequest.newBuilder(url.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(response.headers().firstValue("Strict-Transport-Security"))
                        .contains("max-age=31536000");
            }
        }
    }

    @Test
    @DisplayName("Over http there is no HSTS")
    void plain() throws IOException, InterruptedException {
        Map<String, String> variables = new HashMap<>(TestDatabase.h2File(folder));
        variables.put("PORT", "0");
        variables.put("MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        try (HostServer host = HostServer.start(variables)) {
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(host.localUrl().resolve("/healthz"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(response.headers().firstValue("Strict-Transport-Security"))
                    .isEmpty();
        }
    }

    private static boolean handshakes(SSLContext context, URI url, String protocol, String suite) throws IOException {
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(10_000);
            socket.setEnabledProtocols(new String[] {protocol});
            socket.setEnabledCipherSuites(new String[] {suite});
            socket.startHandshake();
            return true;
        } catch (SSLException e) {
            return false;
        }
    }

    private Path keystore() throws IOException, InterruptedException {
        Path file = folder.resolve("tls.p12");
        Process keytool = new ProcessBuilder(Arrays.asList(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "tls",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        return file;
    }

    private static SSLContext trusting(Path keystore) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(keystore)) {
            trusted.load(file, PASSWORD.toCharArray());
        }
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry("tls", trusted.getCertificate("tls"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(certificates);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
