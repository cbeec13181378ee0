package dev.drawbridge.examples.host;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.drawbridge.core.http.jdk.JdkHttpServers;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** Binds the port, with TLS if a keystore is given. */
final class Listener {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private Listener() {}

    static HttpServer bind(HostSettings settings) throws IOException {
        InetSocketAddress address = new InetSocketAddress(settings.port());
        if (settings.tls().isEmpty()) {
            return JdkHttpServers.create(address);
        }
        HttpsServer server = JdkHttpServers.createHttps(address);
        server.setHttpsConfigurator(new ModernTls(context(settings.tls().get())));
        return server;
    }

    private static SSLContext context(HostSettings.Tls tls) throws IOException {
        char[] password = tls.password().toCharArray();
        try (InputStream file = new FileInputStream(tls.keystore())) {
            KeyStore keystore = KeyStore.getInstance("PKCS12");
            keystore.load(file, password);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(keystore, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS_KEYSTORE is no usable PKCS#12 file: " + e.getMessage(), e);
        }
    }

    /** TLS 1.3, and TLS 1.2 with ECDHE and AES-GCM alone. */
    private static final class ModernTls extends HttpsConfigurator {

        ModernTls(SSLContext context) {
            super(context);
        }

        @Override
        public void configure(HttpsParameters parameters) {
            SSLParameters defaults = getSSLContext().getDefaultSSLParameters();
            defaults.setProtocols(PROTOCOLS);
            defaults.setCipherSuites(Arrays.stream(defaults.getCipherSuites())
                    .filter(ModernTls::isModern)
                    .toArray(String[]::new));
            parameters.setSSLParameters(defaults);
        }

        private static boolean isModern(String suite) {
            boolean ofTls13 = suite.startsWith("TLS_AES_") || suite.startsWith("TLS_CHACHA20_");
            boolean ecdhe = suite.startsWith("TLS_ECDHE_RSA_") || suite.startsWith("TLS_ECDHE_ECDSA_");
            return ofTls13 || ecdhe && suite.contains("_WITH_AES_") && suite.contains("_GCM_");
        }
    }
}
