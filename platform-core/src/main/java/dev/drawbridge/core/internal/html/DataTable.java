package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;
import java.util.ArrayList;
import java.util.List;

/** A table with caption and header cells that scrolls by itself where the window is narrow. Not thread-safe. */
public final class DataTable implements Component {

    private final String caption;
    private final List<String> columns;
    private final List<List<Html>> rows = new ArrayList<>();

    private DataTable(String caption, List<String> columns) {
        this.caption = caption;
        this.columns = columns;
    }

    /**
     * Begins a table.
     *
     * @param caption what it lists, for assistive technology
     * @param columns the headers; an empty one is for a column of buttons
     * @return the table
     */
    public static DataTable of(String caption, String... columns) {
        return new DataTable(caption, List.of(columns));
    }

    /**
     * Adds a row. Its first cell names the row.
     *
     * @param cells one for each column
     * @throws IllegalArgumentException if there are more or fewer
     */
    public DataTable row(Html... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException("The table has " + columns.size() + " columns, the row " + cells.length);
        }
        rows.add(List.of(cells));
        return this;
    }

    /**
     * Tells whether there is no row: then show an {@link EmptyState} instead.
     *
     * @return true if so
     */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /**
     * Renders the table.
     *
     * @return the table
     */
    @Override
    public Html render() {
        return Components.TEMPLATES.render("table", this);
    }

    String caption() {
        return caption;
    }

    List<String> columns() {
        return columns;
    }

    List<List<Html>> rows() {
        return rows;
    }
}
