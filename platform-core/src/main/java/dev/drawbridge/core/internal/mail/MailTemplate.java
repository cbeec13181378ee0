package dev.drawbridge.core.internal.mail;

import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.mail.MailText.Part;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes the plain and the HTML form of a mail from one source. The HTML form is a table of 600 px with its style in place,
 * because programs for mail know little else; it loads nothing. Thread-safe.
 */
public final class MailTemplate {

    /** What programs for mail that know dark colours use instead. */
    private static final String DARK = """
            <style>
            @media (prefers-color-scheme: dark) {
            .page { background-color: #0d0f13 !important; }
            .card { background-color: #15181e !important; border-color: #272c36 !important; }
            .ink { color: #eceef2 !important; }
            .muted { color: #9ea7b6 !important; }
            .link { color: #a9b4ff !important; }
            .line { border-color: #272c36 !important; }
            }
            </style>
            </head>""";

    private final String productName;
    private final Templates templates = Templates.of(MailTemplate.class);
    private final Messages text = templates.text();

    /**
     * Makes the template.
     *
     * @param productName what mails call the product
     */
    public MailTemplate(String productName) {
        this.productName = productName;
    }

    /**
     * Both forms of a mail.
     *
     * @param text the plain form
     * @param html the HTML form
     */
    record Rendered(String text, String html) {

        /** Leaves out the words: links in them are credentials. */
        @Override
        public String toString() {
            return "Rendered[" + text.length() + " characters]";
        }
    }

    /**
     * The model of {@code mail.jte}.
     *
     * @param subject the document's title
     * @param productName the brand
     * @param initial the letter of its tile
     * @param preheader what inboxes show beside the subject
     * @param greeting a line, or empty
     * @param parts from top to bottom
     * @param facts who caused the mail, or none
     * @param why why the recipient gets it, possibly empty
     */
    record Model(
            String subject,
            String productName,
            String initial,
            String preheader,
            String greeting,
            List<Part> parts,
            List<Fact> facts,
            String why) {

        String brand(Messages text) {
            return text.of("mail.brand", productName);
        }
    }

    /** One thing that is known about who caused a mail. */
    record Fact(String label, String value) {}

    /** {@return what every mail says} */
    Messages texts() {
        return text;
    }

    String productName() {
        return productName;
    }

    Rendered render(String subject, MailText words) {
        String greeting = words.greeted().isEmpty() ? "" : text.of("mail.greeting", words.greeted());
        Model model = new Model(
                subject, productName, initial(), preheader(words), greeting, words.parts(), facts(words), words.why());
        return new Rendered(
                plain(model), templates.render("mail", model).markup().replaceFirst("</head>", DARK));
    }

    private String plain(Model model) {
        StringBuilder plain = new StringBuilder();
        if (!model.greeting().isEmpty()) {
            plain.append(model.greeting()).append("\n\n");
        }
        for (Part part : model.parts()) {
            plain.append(plain(part)).append("\n\n");
        }
        if (!model.facts().isEmpty()) {
            model.facts()
                    .forEach(fact -> plain.append(fact.label())
                            .append(": ")
                            .append(fact.value())
                            .append('\n'));
            plain.append('\n');
        }
        plain.append("-- \n");
        if (!model.why().isEmpty()) {
            plain.append(model.why()).append('\n');
        }
        return plain.append(model.brand(text)).append('\n').toString();
    }

    private static String plain(Part part) {
        if (part instanceof Part.Button button) {
            return plain(button.label(), button.target());
        }
        if (part instanceof Part.Link link) {
            return plain(link.label(), link.target());
        }
        return part instanceof Part.Words words ? words.words() : ((Part.Details) part).words();
    }

    private static String plain(String label, URI target) {
        return label + ":\n" + target;
    }

    private List<Fact> facts(MailText words) {
        MailOrigin origin = words.origin();
        List<Fact> facts = new ArrayList<>();
        if (origin != null) {
            facts.add(new Fact(text.of("mail.when"), MailOrigin.time(origin.at())));
            addTo(facts, text.of("mail.ip"), origin.ip());
            addTo(facts, text.of("mail.browser"), origin.browser());
            addTo(facts, text.of("mail.request"), origin.requestId());
        }
        return facts;
    }

    private static void addTo(List<Fact> facts, String label, String value) {
        if (!value.isEmpty()) {
            facts.add(new Fact(label, value));
        }
    }

    private String initial() {
        return productName.substring(0, productName.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
    }

    private static String preheader(MailText words) {
        return words.parts().get(0) instanceof Part.Words first ? first.words() : "";
    }
}
