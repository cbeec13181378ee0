package dev.drawbridge.core.spi;

import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.UserId;
import java.util.List;
import java.util.Optional;

/**
 * Knows the host's users without a request. Asked at company choice, consent, code redemption, refresh, issue and by the
 * guard (which caches the result up to 60 s). A failure becomes a 503 and consumes nothing. Implementations are
 * thread-safe.
 */
public interface HostDirectory {

    /**
     * Finds an enabled member of a company.
     *
     * @param company the company
     * @param user the user
     * @return the membership; empty if there is none, or the user is disabled or gone
     */
    Optional<Member> member(CompanyId company, UserId user);

    /**
     * Lists the companies of an enabled user.
     *
     * @param user the user
     * @return the memberships in the order of pages
     */
    List<Member> memberships(UserId user);

    /**
     * Lists the users a machine app may run as when this user installs it: the installer first, then members below an
     * administrator.
     *
     * @param company the company
     * @param installer the user who installs
     * @return the choices
     */
    List<Member> runAsChoices(CompanyId company, UserId installer);

    /**
     * Finds an enabled user by id, to name them on pages for operators. By default among the members of companies: a host
     * whose operators belong to no company overrides it.
     *
     * @param user the user
     * @return the user; empty if there is none, or the user is disabled
     */
    default Optional<HostUser> user(UserId user) {
        return memberships(user).stream().map(Member::user).findFirst();
    }
}
