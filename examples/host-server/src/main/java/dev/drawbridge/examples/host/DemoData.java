package dev.drawbridge.examples.host;

import dev.drawbridge.core.spi.store.StoreFailedException;
import java.sql.Connection;
import java.util.List;
import java.util.Locale;

/** The host's own tables and the people and companies that live in them from the start. */
final class DemoData {

    static final String PASSWORD = "fieldwork-demo-password";

    private static final List<String> TABLES = List.of(
            "create table if not exists fw_lock (id integer primary key)",
            """
            create table if not exists fw_company (
                id varchar(40) primary key, name varchar(100) not null, tier varchar(20) not null)
            """,
            """
            create table if not exists fw_user (
                id varchar(40) primary key, email varchar(254) not null unique, staff boolean not null,
                disabled boolean not null)
            """,
            """
            create table if not exists fw_member (
                user_id varchar(40) not null, company_id varchar(40) not null, admin boolean not null,
                primary key (user_id, company_id))
            """,
            """
            create table if not exists fw_session (
                token_hash varchar(43) primary key, user_id varchar(40) not null,
                expires_at timestamp(6) with time zone not null)
            """,
            """
            create table if not exists fw_record (
                id varchar(60) primary key, company_id varchar(40) not null, kind varchar(20) not null,
                body text not null, created_at timestamp(6) with time zone not null)
            """,
            "create index if not exists fw_record_company on fw_record (company_id, kind, created_at)",
            """
            create table if not exists fw_mail (
                idempotency_key varchar(100) primary key, recipient varchar(254) not null, subject varchar(300) not null,
                plain text not null, html text not null, sent_at timestamp(6) with time zone not null)
            """,
            "create index if not exists fw_mail_recipient on fw_mail (recipient, sent_at)");

    private record Person(String id, String email, boolean staff) {}

    private record Membership(String user, String company, boolean admin) {}

    private static final List<Person> PEOPLE = List.of(
            new Person("usr_free", "free@fieldwork.test", false),
            new Person("usr_starter", "starter@fieldwork.test", false),
            new Person("usr_pro", "pro@fieldwork.test", false),
            new Person("usr_pro2", "pro2@fieldwork.test", false),
            new Person("usr_high", "high@fieldwork.test", false),
            new Person("usr_multi", "multi@fieldwork.test", false),
            new Person("usr_operator", "operator@fieldwork.test", true),
            new Person("usr_support", "support@fieldwork.test", true));

    private static final List<Membership> MEMBERSHIPS = List.of(
            new Membership("usr_free", "co_free", true),
            new Membership("usr_starter", "co_starter", true),
            new Membership("usr_pro", "co_pro", true),
            new Membership("usr_pro2", "co_pro", false),
            new Membership("usr_high", "co_high", true),
            new Membership("usr_multi", "co_pro", true),
            new Membership("usr_multi", "co_high", true));

    private DemoData() {}

    /** Creates what is missing. Two nodes that start at the same time wait for each other on a row lock. */
    static void install(Sql sql) {
        TABLES.forEach(table -> tolerantly(sql, table));
        tolerantly(sql, "insert into fw_lock (id) select 1 where not exists (select 1 from fw_lock where id = 1)");
        sql.inTransaction(connection -> {
            Sql.query(connection, "select id from fw_lock where id = 1 for update", row -> row.getInt(1));
            insertDemo(connection);
            return Boolean.TRUE;
        });
    }

    // "if not exists" can lose a race on PostgreSQL; then the other node has made it, and the second try finds it.
    private static void tolerantly(Sql sql, String statement) {
        try {
            sql.update(statement);
        } catch (StoreFailedException lostRace) {
            sql.update(statement);
        }
    }

    private static void insertDemo(Connection connection) {
        List.of("FREE", "STARTER", "PRO", "HIGH").forEach(tier -> {
            String id = "co_" + tier.toLowerCase(Locale.ROOT);
            String name = tier.charAt(0) + tier.substring(1).toLowerCase(Locale.ROOT) + " Field Services";
            insertOnce(
                    connection,
                    "insert into fw_company (id, name, tier) select '%s', '%s', '%s'".formatted(id, name, tier),
                    "fw_company",
                    "id = ?",
                    id);
        });
        PEOPLE.forEach(person -> insertOnce(
                connection,
                "insert into fw_user (id, email, staff, disabled) select '%s', '%s', %s, false"
                        .formatted(person.id(), person.email(), person.staff()),
                "fw_user",
                "id = ?",
                person.id()));
        MEMBERSHIPS.forEach(member -> insertOnce(
                connection,
                "insert into fw_member (user_id, company_id, admin) select '%s', '%s', %s"
                        .formatted(member.user(), member.company(), member.admin()),
                "fw_member",
                "user_id = ? and company_id = ?",
                member.user(),
                member.company()));
    }

    private static void insertOnce(
            Connection connection, String insert, String table, String condition, Object... arguments) {
        Sql.update(
                connection,
                insert + " where not exists (select 1 from " + table + " where " + condition + ")",
                arguments);
    }
}
