package dev.drawbridge.examples.host;

import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.Company;
import dev.drawbridge.core.spi.HostDirectory;
import dev.drawbridge.core.spi.HostUser;
import dev.drawbridge.core.spi.Member;
import dev.drawbridge.core.spi.operator.AdminAccess;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The host's users and their companies. Thread-safe. */
final class People implements HostDirectory, AdminAccess {

    private static final String MEMBERS = """
            select u.id, u.email, c.id, c.name, m.admin
            from fw_member m join fw_user u on u.id = m.user_id join fw_company c on c.id = m.company_id
            where not u.disabled and\s""";

    private static final Sql.Row<Member> MEMBER = row -> new Member(
            new HostUser(new UserId(row.getString(1)), row.getString(2)),
            new Company(new CompanyId(row.getString(3)), row.getString(4)),
            row.getBoolean(5));

    private final Sql sql;

    People(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<Member> member(CompanyId company, UserId user) {
        return sql.query(MEMBERS + "c.id = ? and u.id = ?", MEMBER, company.value(), user.value()).stream()
                .findFirst();
    }

    @Override
    public List<Member> memberships(UserId user) {
        return sql.query(MEMBERS + "u.id = ? order by c.id", MEMBER, user.value());
    }

    @Override
    public List<Member> runAsChoices(CompanyId company, UserId installer) {
        List<Member> choices = new ArrayList<>();
        member(company, installer).ifPresent(choices::add);
        choices.addAll(sql.query(MEMBERS + "c.id = ? and not m.admin order by u.email", MEMBER, company.value()));
        return choices;
    }

    @Override
    public Optional<HostUser> user(UserId user) {
        return sql
                .query(
                        "select id, email from fw_user where id = ? and not disabled",
                        row -> new HostUser(new UserId(row.getString(1)), row.getString(2)),
                        user.value())
                .stream()
                .findFirst();
    }

    /** Fieldwork's own staff operate the platform; support looks at everything and changes nothing. */
    @Override
    public Optional<Role> role(HostUser user) {
        return sql
                .query(
                        "select email from fw_user where id = ? and staff and not disabled",
                        row -> row.getString(1).startsWith("support@") ? Role.READ : Role.FULL,
                        user.id().value())
                .stream()
                .findFirst();
    }

    /** Finds an administrator of a company, the one with the first id. */
    Optional<UserId> administrator(CompanyId company) {
        return sql.query(MEMBERS + "c.id = ? and m.admin order by u.id", MEMBER, company.value()).stream()
                .findFirst()
                .map(member -> member.user().id());
    }

    /** Finds a member of a company by their id or their address. */
    Optional<UserId> member(CompanyId company, String idOrEmail) {
        return sql
                .query(
                        MEMBERS + "c.id = ? and (u.id = ? or u.email = ?)",
                        MEMBER,
                        company.value(),
                        idOrEmail,
                        idOrEmail)
                .stream()
                .findFirst()
                .map(member -> member.user().id());
    }

    /** Only administrators write. */
    boolean mayWrite(CompanyId company, UserId user) {
        return member(company, user).filter(Member::canConnectApps).isPresent();
    }

    /** Finds an enabled user by address and password. */
    Optional<UserId> logIn(String email, String password) {
        boolean right = MessageDigest.isEqual(
                password.getBytes(StandardCharsets.UTF_8), DemoData.PASSWORD.getBytes(StandardCharsets.UTF_8));
        return sql
                .query(
                        "select id from fw_user where lower(email) = lower(?) and not disabled",
                        row -> new UserId(row.getString(1)),
                        email)
                .stream()
                .filter(user -> right)
                .findFirst();
    }

    /** Disables or enables a user; empty if there is none of this address. */
    Optional<UserId> setDisabled(String email, boolean disabled) {
        sql.update("update fw_user set disabled = ? where lower(email) = lower(?)", disabled, email);
        return sql
                .query(
                        "select id from fw_user where lower(email) = lower(?)",
                        row -> new UserId(row.getString(1)),
                        email)
                .stream()
                .findFirst();
    }
}
