package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prepares the rows of a table for narrow windows, where a row is a card: every cell carries the name of its column and a
 * role, because a table that is not displayed as one loses its semantics.
 *
 * <p>Rows are markup of this project's templates; what they print is escaped, so no cell can begin where none was written.
 */
final class StackedRows {

    private static final Pattern TAG = Pattern.compile("<(tr|th|td)\\b([^>]*)>|</(td)>");

    private final List<String> columns;
    private final StringBuilder out = new StringBuilder();
    private final Set<Integer> numbers = new HashSet<>();
    private int column = -1;

    private StackedRows(List<String> columns) {
        this.columns = columns;
    }

    /** Completes the rows below these columns. */
    static StackedRows of(List<String> columns, Html rows) {
        StackedRows stacked = new StackedRows(columns);
        stacked.complete(rows.markup());
        return stacked;
    }

    /** Returns the rows. */
    Html rows() {
        return Html.trusted(out.toString());
    }

    /** Tells whether the cells of a column are numbers, so that its header is at their end. */
    boolean isNumber(int index) {
        return numbers.contains(index);
    }

    private void complete(String rows) {
        Matcher tag = TAG.matcher(rows);
        while (tag.find()) {
            tag.appendReplacement(out, "");
            if (tag.group(3) != null) {
                out.append("</div></td>");
            } else {
                open(tag.group(1), tag.group(2));
            }
        }
        tag.appendTail(out);
    }

    private void open(String name, String attributes) {
        switch (name) {
            case "tr" -> {
                column = -1;
                out.append("<tr role=\"row\"").append(attributes).append('>');
            }
            case "th" -> {
                column++;
                out.append("<th role=\"rowheader\"").append(attributes).append('>');
            }
            default -> {
                column++;
                if (attributes.contains("\"num\"")) {
                    numbers.add(column);
                }
                out.append("<td role=\"cell\"")
                        .append(label())
                        .append(attributes)
                        .append("><div class=\"cell\">");
            }
        }
    }

    private String label() {
        String name = column < columns.size() ? columns.get(column) : "";
        return name.isEmpty() ? "" : " data-label=\"" + Html.text(name).markup() + "\"";
    }
}
