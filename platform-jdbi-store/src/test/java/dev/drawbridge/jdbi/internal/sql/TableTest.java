package dev.drawbridge.jdbi.internal.sql;

import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.INTEGER;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A table")
class TableTest {

    private static final Table<Book> BOOKS = new Table<>("book", TableTest::columns);

    private Handle handle;

    private record Book(String id, String title, @Nullable String subtitle, Size size) {}

    private record Size(int pages) {}

    private static Book columns(Row<Book> row) {
        row.derived("title_key", TEXT, book -> book.title().toLowerCase(Locale.ROOT));
        return new Book(
                row.fixed().column("id", TEXT, Book::id),
                row.column("title", TEXT, Book::title),
                row.nullable("subtitle", TEXT, Book::subtitle),
                row.part(Book::size, TableTest::size));
    }

    private static Size size(Row<Size> row) {
        return new Size(row.column("pages", INTEGER, Size::pages));
    }

    @BeforeEach
    void open() {
        handle = Jdbi.create("jdbc:h2:mem:").open();
        handle.execute("create table book (id varchar primary key, title_key varchar, title varchar, subtitle varchar,"
                + " pages integer)");
    }

    @AfterEach
    void close() {
        handle.close();
    }

    @Test
    @DisplayName("reads what it inserted, values that are missing and parts of the record included")
    void readsWhatItInserted() {
        Book emma = new Book("1", "Emma", null, new Size(474));
        Book frankenstein = new Book("2", "Frankenstein", "The Modern Prometheus", new Size(280));
        BOOKS.insert(handle, emma);
        BOOKS.insertAll(handle, List.of(frankenstein));
        assertThat(books()).containsExactly(emma, frankenstein);
    }

    @Test
    @DisplayName("inserts no second row of a key")
    void insertsOnce() {
        H2Dialect dialect = new H2Dialect();
        assertThat(BOOKS.insertIfAbsent(handle, dialect, book("Emma"))).isTrue();
        assertThat(BOOKS.insertIfAbsent(handle, dialect, book("Persuasion"))).isFalse();
        assertThat(books()).containsExactly(book("Emma"));
    }

    @Test
    @DisplayName("updates all columns but the fixed ones, and those that follow from others with them")
    void updates() {
        BOOKS.insert(handle, book("Emma"));
        Book changed = new Book("other", "Persuasion", "A Novel", new Size(249));
        int rows = BOOKS.update(handle, changed, "id = :of and id <> :id")
                .bind("of", "1")
                .execute();
        assertThat(rows).isEqualTo(1);
        assertThat(books()).containsExactly(new Book("1", "Persuasion", "A Novel", new Size(249)));
        assertThat(handle.createQuery("select title_key from book")
                        .mapTo(String.class)
                        .one())
                .isEqualTo("persuasion");
    }

    @Test
    @DisplayName("names the column that lost its value")
    void anEmptyColumn() {
        BOOKS.insert(handle, book("Emma"));
        handle.execute("update book set title = null");
        assertThatThrownBy(this::books).hasMessageContaining("title");
    }

    private static Book book(String title) {
        return new Book("1", title, null, new Size(474));
    }

    private List<Book> books() {
        return handle.createQuery("select * from book order by id").map(BOOKS).list();
    }
}
