package dev.drawbridge.jdbi.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DialectMarksTest {

    private static final String TABLE = """
            create table a (
                -- Long texts.
                body varchar(9) not null, -- h2 only
                body text not null, -- postgresql only
                id int
            ); -- h2 only
            ) with (fillfactor = 80); --  postgresql  only
            """;

    @Test
    void aMarkedLineIsForItsDatabaseAlone() {
        assertThat(DialectMarks.resolve(TABLE, "h2")).isEqualTo("""
                create table a (
                    -- Long texts.
                    body varchar(9) not null,
                    id int
                );
                """);
        assertThat(DialectMarks.resolve(TABLE, "postgresql")).isEqualTo("""
                create table a (
                    -- Long texts.
                    body text not null,
                    id int
                ) with (fillfactor = 80);
                """);
    }

    @Test
    void aLineWithoutAMarkIsLeftAsItIs() {
        String text = "\n-- h2 only knows this\ninsert into a values ('-- h2 only');\n-- only\nx  \n";
        assertThat(DialectMarks.resolve(text, "postgresql")).isEqualTo(text);
    }

    @Test
    void aMarkThatNamesNoDatabaseIsRefused() {
        assertThatThrownBy(() -> DialectMarks.resolve("id int, -- postgres only", "postgresql"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("id int, -- postgres only");
        assertThatThrownBy(() -> DialectMarks.resolve("id int, -- H2 only", "h2"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theEndOfALineDoesNotMatter() {
        assertThat(DialectMarks.resolve("a -- h2 only\r\nb\r\n", "h2")).isEqualTo("a\nb\n");
        assertThat(DialectMarks.resolve("a -- h2 only", "h2")).isEqualTo("a\n");
    }
}
