package dev.drawbridge.core.internal.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An SMTP server that says what a test wants, one thread per connection. */
final class ScriptedSmtp implements AutoCloseable {

    /** How the server behaves at one command; {@code HANG} and {@code DROP} say nothing. */
    static final String HANG = "hang";

    static final String DROP = "drop";

    /** Greets one byte at a time for as long as the connection lives. */
    static final String TRICKLE = "trickle";

    final List<String> commands = new CopyOnWriteArrayList<>();
    private final Map<String, String> script = new ConcurrentHashMap<>();
    private final ServerSocket listener;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private volatile Duration pause = Duration.ZERO;
    private final CountDownLatch closed = new CountDownLatch(1);

    ScriptedSmtp() throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread acceptor = new Thread(this::accept, "scripted-smtp");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    /** Sets the reply to a command: its first word, {@code GREETING}, or {@code BODY} for the end of the data. */
    ScriptedSmtp on(String command, String reply) {
        script.put(command, reply);
        return this;
    }

    /** Takes its time over every mail. */
    ScriptedSmtp slow(Duration value) {
        pause = value;
        return this;
    }

    /** Lists who mails were for, in the order of arrival. */
    List<String> recipients() {
        return commands.stream()
                .filter(command -> command.startsWith("RCPT TO:<"))
                .map(command -> command.substring("RCPT TO:<".length(), command.indexOf('>')))
                .toList();
    }

    /** Waits until so many mails have arrived. */
    void awaitRecipients(int count) throws InterruptedException {
        while (recipients().size() < count && !closed.await(5, TimeUnit.MILLISECONDS)) {
            // Looks again.
        }
    }

    String url() {
        return "smtp://127.0.0.1:" + listener.getLocalPort();
    }

    int connections() {
        return connections.size();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                connections.add(connection);
                Thread thread = new Thread(() -> talk(connection), "scripted-smtp-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void talk(Socket connection) {
        try (connection) {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
            OutputStream out = connection.getOutputStream();
            boolean open = reply(out, "GREETING", "220 scripted.test ESMTP");
            String line = open ? lines.readLine() : null;
            while (line != null) {
                commands.add(line);
                String word = line.split("[ :]", 2)[0];
                open = reply(out, word, word.equals("DATA") ? "354 go on" : word.equals("QUIT") ? "221 bye" : "250 ok");
                if (open
                        && word.equals("DATA")
                        && script.getOrDefault("DATA", "354").startsWith("3")) {
                    while (!".".equals(lines.readLine())) {
                        // The mail itself is of no interest here.
                    }
                    if (!pause.isZero()) {
                        closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
                    }
                    open = reply(out, "BODY", "250 taken");
                }
                line = open ? lines.readLine() : null;
            }
        } catch (IOException | InterruptedException e) {
            // The other side left, which is what some of the tests are about.
        }
    }

    private boolean reply(OutputStream out, String command, String usual) throws IOException, InterruptedException {
        String reply = script.getOrDefault(command, usual);
        switch (reply) {
            case DROP -> {
                return false;
            }
            case HANG -> closed.await();
            case TRICKLE -> trickle(out);
            default -> out.write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
        out.flush();
        return true;
    }

    private void trickle(OutputStream out) throws IOException, InterruptedException {
        while (closed.getCount() > 0) {
            out.write('2');
            out.flush();
            closed.await(20, TimeUnit.MILLISECONDS);
        }
    }
}
