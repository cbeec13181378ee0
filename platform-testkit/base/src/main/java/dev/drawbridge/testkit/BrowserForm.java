package dev.drawbridge.testkit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/** A form on a {@link BrowserPage}, with the values that are in it. Not thread-safe. */
public final class BrowserForm {

    private final BrowserPage page;
    private final Element form;
    private final List<Map.Entry<String, String>> values = new ArrayList<>();

    BrowserForm(BrowserPage page, Element form) {
        this.page = page;
        this.form = form;
        for (Element control : form.select("input[name], textarea[name], select[name]")) {
            if (!control.hasAttr("disabled")) {
                read(control);
            }
        }
    }

    /**
     * Fills in a field, chooses a radio button or an entry of a select.
     *
     * @param name the field's name
     * @param value the only value of this name from now on
     * @return this
     * @throws AssertionError if the form has no such field, or no such choice
     */
    public BrowserForm fill(String name, String value) {
        Element control = control(name);
        boolean choice = control.is("input[type=radio], select");
        if (choice && !choices(name).contains(value)) {
            throw new AssertionError("No choice '" + value + "' of " + name + ": " + choices(name));
        }
        return set(name, value);
    }

    /**
     * Ticks a checkbox.
     *
     * @param name the field's name
     * @param value the box's value
     * @return this
     * @throws AssertionError if the form has no such box
     */
    public BrowserForm check(String name, String value) {
        if (!choices(name).contains(value)) {
            throw new AssertionError("No box '" + value + "' of " + name + ": " + choices(name));
        }
        values.removeIf(entry -> entry.getKey().equals(name) && entry.getValue().equals(value));
        values.add(Map.entry(name, value));
        return this;
    }

    /**
     * Unticks a checkbox.
     *
     * @param name the field's name
     * @param value the box's value
     * @return this
     */
    public BrowserForm uncheck(String name, String value) {
        values.removeIf(entry -> entry.getKey().equals(name) && entry.getValue().equals(value));
        return this;
    }

    /**
     * Sets a value whether or not the form has such a field, as an attacker would.
     *
     * @param name the name
     * @param value the only value of this name from now on
     * @return this
     */
    public BrowserForm set(String name, String value) {
        values.removeIf(entry -> entry.getKey().equals(name));
        values.add(Map.entry(name, value));
        return this;
    }

    /**
     * Returns what would be sent for a field.
     *
     * @param name the field's name
     * @return its values
     */
    public List<String> values(String name) {
        return values.stream()
                .filter(entry -> entry.getKey().equals(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    /**
     * Returns the values that a field offers.
     *
     * @param name the name of checkboxes, radio buttons or a select
     * @return the values in order
     */
    public List<String> choices(String name) {
        return form.select("input[name=" + name + "], select[name=" + name + "] option")
                .eachAttr("value");
    }

    /**
     * Presses the first button.
     *
     * @return what came back; redirects are not followed
     */
    public BrowserPage submit() {
        Element button = form.selectFirst("button[type=submit], button:not([type]), input[type=submit]");
        if (button == null) {
            throw new AssertionError("The form has no button");
        }
        return press(button);
    }

    /**
     * Presses a button.
     *
     * @param button its text, or the value it sends
     * @return what came back; redirects are not followed
     * @throws AssertionError if there is no such button
     */
    public BrowserPage submit(String button) {
        return form.select("button[type=submit], button:not([type])").stream()
                .filter(each -> each.text().equals(button) || each.attr("value").equals(button))
                .findFirst()
                .map(this::press)
                .orElseThrow(() -> new AssertionError(
                        "No button '" + button + "': " + form.select("button").eachText()));
    }

    static String encode(Map.Entry<String, String> field) {
        return encode(field.getKey()) + "=" + encode(field.getValue());
    }

    private BrowserPage press(Element button) {
        if (button.hasAttr("disabled")) {
            throw new AssertionError("The button '" + button.text() + "' is disabled");
        }
        List<Map.Entry<String, String>> sent = new ArrayList<>(values);
        if (button.hasAttr("name")) {
            sent.add(Map.entry(button.attr("name"), button.attr("value")));
        }
        String encoded = sent.stream().map(BrowserForm::encode).collect(Collectors.joining("&"));
        String action = form.attr("action").isEmpty() ? page.path() : form.attr("action");
        String target = page.resolve(action);
        if (form.attr("method").toLowerCase(Locale.ROOT).equals("post")) {
            return page.browser().post(target, encoded);
        }
        int query = target.indexOf('?');
        return page.browser().follow((query < 0 ? target : target.substring(0, query)) + "?" + encoded);
    }

    private void read(Element control) {
        String name = control.attr("name");
        switch (control.tagName() + ":" + control.attr("type")) {
            case "input:checkbox", "input:radio" -> {
                if (control.hasAttr("checked")) {
                    values.add(Map.entry(name, control.hasAttr("value") ? control.attr("value") : "on"));
                }
            }
            case "input:submit", "input:button" -> {}
            case "textarea:" -> values.add(Map.entry(name, control.wholeText().replace("\n", "\r\n")));
            case "select:" -> {
                Element chosen = control.selectFirst("option[selected]");
                Element first = chosen == null ? control.selectFirst("option") : chosen;
                if (first != null) {
                    values.add(Map.entry(name, first.hasAttr("value") ? first.attr("value") : first.text()));
                }
            }
            default -> values.add(Map.entry(name, control.attr("value")));
        }
    }

    private Element control(String name) {
        Element control = form.selectFirst("[name=" + name + "]");
        if (control == null) {
            throw new AssertionError("The form on " + page + " has no field " + name + ", only "
                    + form.select("[name]").eachAttr("name"));
        }
        return control;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
