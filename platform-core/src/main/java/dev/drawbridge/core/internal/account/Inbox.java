package dev.drawbridge.core.internal.account;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The mailbox that an address reaches, as far as its provider says so: one mailbox of the large free providers has any
 * number of addresses. For limits alone, never for telling who somebody is: two addresses are two accounts. Pure.
 *
 * <p>The rules are what providers publish for addresses of their own domains, and hold for these alone; what happens behind
 * other domains nobody can know. Everywhere the address as a whole is compared without case.
 *
 * <ul>
 *   <li>Gmail: dots do not matter (Gmail Help, "Dots don't matter in Gmail addresses"), what follows a plus is a tag
 *       ("Create a Gmail alias"), and {@code googlemail.com} is {@code gmail.com}.
 *   <li>Outlook.com: what follows a plus is a tag (Microsoft Learn, "Plus addressing").
 *   <li>iCloud Mail: the same, and {@code me.com} and {@code mac.com} are {@code icloud.com} (Apple Support, "If you have
 *       me.com, mac.com and icloud.com addresses").
 *   <li>Proton Mail: the same, and dots, hyphens and underscores do not matter (Proton Support, "Addresses and aliases");
 *       {@code pm.me} and {@code protonmail.com} are {@code proton.me}.
 *   <li>Fastmail: a tag after a plus, or the name as a subdomain, {@code tag@name.fastmail.com} (Fastmail Help, "Plus
 *       addressing and subdomain addressing").
 *   <li>Yahoo Mail: a disposable address is a nickname, a hyphen and a keyword (Yahoo Help, "Disposable email addresses");
 *       no name has a hyphen there.
 * </ul>
 */
final class Inbox {

    private static final List<Rule> RULES = List.of(
            new Rule("gmail.com", Set.of("gmail.com", "googlemail.com"), '+', "."),
            new Rule("proton.me", Set.of("proton.me", "protonmail.com", "protonmail.ch", "pm.me"), '+', ".-_"),
            new Rule("icloud.com", Set.of("icloud.com", "me.com", "mac.com"), '+', ""),
            new Rule("", Set.of("outlook.com", "hotmail.com", "hotmail.co.uk", "live.com", "msn.com"), '+', ""),
            new Rule("", Set.of("fastmail.com", "fastmail.fm"), '+', ""),
            new Rule(
                    "",
                    Set.of("yahoo.com", "yahoo.co.uk", "yahoo.fr", "yahoo.de", "ymail.com", "rocketmail.com"),
                    '-',
                    ""));

    private static final Set<String> BY_SUBDOMAIN = Set.of("fastmail.com", "fastmail.fm");

    private Inbox() {}

    /**
     * How a provider reads its addresses.
     *
     * @param domain the one that represents all, or empty if each has mailboxes of its own
     * @param domains those the rule holds for
     * @param tag what a tag begins with
     * @param ignored characters of the name that do not matter
     */
    private record Rule(String domain, Set<String> domains, char tag, String ignored) {

        String mailbox(String local, String of) {
            int end = local.indexOf(tag);
            StringBuilder name = new StringBuilder();
            // A name of nothing but a tag is kept as it is: no rule speaks of it.
            String untagged = end > 0 ? local.substring(0, end) : local;
            untagged.chars().filter(c -> ignored.indexOf(c) < 0).forEach(c -> name.append((char) c));
            return name + "@" + (domain.isEmpty() ? of : domain);
        }
    }

    /** Returns a key that all addresses of one mailbox share, or empty if it is no address of these providers. */
    static Optional<String> of(EmailAddress email) {
        int dot = email.domain().indexOf('.');
        String parent = email.domain().substring(dot + 1);
        return BY_SUBDOMAIN.contains(parent)
                ? of(email.domain().substring(0, dot), parent)
                : of(email.local(), email.domain());
    }

    private static Optional<String> of(String local, String domain) {
        return RULES.stream()
                .filter(rule -> rule.domains().contains(domain))
                .findFirst()
                .map(rule -> rule.mailbox(local, domain));
    }
}
