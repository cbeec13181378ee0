package dev.drawbridge.jdbi.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SqlScriptTest {

    @Test
    void splitsAtSemicolons() {
        assertThat(SqlScript.split("create table a (x int);\n\ncreate table b (y int)"))
                .containsExactly("create table a (x int)", "create table b (y int)");
    }

    @Test
    void leavesQuotedSemicolonsAlone() {
        assertThat(SqlScript.split("insert into a values ('x;''y;--z');select \"a;b\" from c;"))
                .containsExactly("insert into a values ('x;''y;--z')", "select \"a;b\" from c");
    }

    @Test
    void leavesDollarQuotesAlone() {
        assertThat(SqlScript.split("do $$ begin a; b; end $$; do $body$ c; $$ d; $body$; select $1"))
                .containsExactly("do $$ begin a; b; end $$", "do $body$ c; $$ d; $body$", "select $1");
    }

    @Test
    void leavesOutComments() {
        assertThat(SqlScript.split("-- one; two\nselect 1; /* three; ' */ select 2; -- end"))
                .containsExactly("select 1", "select 2");
    }

    @Test
    void refusesAnOpenQuote() {
        assertThatThrownBy(() -> SqlScript.split("select 'x")).isInstanceOf(IllegalArgumentException.class);
    }
}
