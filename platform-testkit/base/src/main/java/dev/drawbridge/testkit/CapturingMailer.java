package dev.drawbridge.testkit;

import dev.drawbridge.core.spi.Mail;
import dev.drawbridge.core.spi.Mailer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Keeps mails instead of sending them. Thread-safe. */
public final class CapturingMailer implements Mailer {

    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+");

    private final List<Mail> mails = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    /** Makes an empty mailbox. */
    public CapturingMailer() {}

    @Override
    public void send(Mail mail) {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("The test's mailer was told to fail");
        }
        mails.add(mail);
    }

    /**
     * Lets the next sends fail.
     *
     * @param count how many
     */
    public void failNext(int count) {
        failures.set(count);
    }

    /**
     * Returns all mails.
     *
     * @return oldest first
     */
    public List<Mail> all() {
        return List.copyOf(mails);
    }

    /**
     * Returns the mails to an address.
     *
     * @param address the recipient
     * @return oldest first
     */
    public List<Mail> to(String address) {
        return mails.stream().filter(mail -> mail.to().equals(address)).toList();
    }

    /**
     * Returns the last mail to an address.
     *
     * @param address the recipient
     * @return the mail
     */
    public Optional<Mail> last(String address) {
        List<Mail> found = to(address);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
    }

    /**
     * Returns the links in the text of the last mail to an address.
     *
     * @param address the recipient
     * @return absolute links in order
     */
    public List<String> links(String address) {
        List<String> links = new ArrayList<>();
        last(address)
                .ifPresent(mail -> LINK.matcher(mail.text())
                        .results()
                        .map(MatchResult::group)
                        .forEach(links::add));
        return List.copyOf(links);
    }

    /** Forgets all mails. */
    public void clear() {
        mails.clear();
    }
}
